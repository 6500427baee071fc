export { defineIntents } from '../routing/intent/define-intents.js';
export type { IntentOptions, IntentRule } from '../routing/intent/intent-options.js';
export type { HappeningEvent, IntentKnown, IntentOdds, IntentTable, WeighedIntents } from '../routing/intent/intent-table.js';
export type { Happened, IntentEvidence, IntentFault, IntentFaultReason, IntentReading, LikelyIntent } from '../model/intent-reading.js';
