/** Every reason, in the order in which it is asked for. */
export const contactReasons = ['suppressed', 'not-in-public', 'consent-missing', 'consent-withdrawn', 'retiring', 'cap-reached', 'quiet-hours', 'zone-unknown', 'lower-priority', 'expired', 'waits-too-long'] as const;
/** Why a message does not go now. */
export type ContactReason = (typeof contactReasons)[number];

/** What may come after a message that does not go (care-rules 1.4). */
export const nextSteps = ['wait', 'other-channel', 'continue', 'exit'] as const;
/** What comes after a message that does not go: it waits, is decided again on another channel, is left out, or its journey is left. */
export type NextStep = (typeof nextSteps)[number];
/** The next step for each reason. */
export type NextSteps = { readonly [R in ContactReason]: NextStep };
