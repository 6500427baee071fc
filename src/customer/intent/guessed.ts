import type { IntentAnswer } from '../../model/intent-answer.js';
import type { Happened, IntentFault } from '../../model/intent-reading.js';

/** What was asked for outside of the decision before an intent is read: it stands with the event in the log, so that the same decision can be made again. */
export interface Guessed {
  /** what the classifier made of the words */
  readonly said?: IntentAnswer;
  /** what the host knows to have happened around this customer */
  readonly happened?: readonly Happened[];
  readonly without?: readonly IntentFault[];
}
