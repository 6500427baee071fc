/** Why a message does not go now. */
export const contactReasons = ['suppressed', 'not-in-public', 'consent-missing', 'consent-withdrawn', 'cap-reached', 'quiet-hours', 'zone-unknown', 'lower-priority', 'expired', 'waits-too-long'] as const;
export type ContactReason = (typeof contactReasons)[number];

/** What its journey does then (care-rules 1.4): the message waits, is decided again on another channel, is left out, or the journey is left. */
export const nextSteps = ['wait', 'other-channel', 'continue', 'exit'] as const;
export type NextStep = (typeof nextSteps)[number];
/** The next step for each reason. */
export type NextSteps = { readonly [R in ContactReason]: NextStep };
