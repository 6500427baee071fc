import type { Scenario } from './scenario.js';
import { activities } from './scenarios/activities.js';
import { announcement } from './scenarios/announcement.js';
import { begunLater } from './scenarios/begun-later.js';
import { cancelAndPause } from './scenarios/cancel-and-pause.js';
import { crmNotes } from './scenarios/crm-notes.js';
import { deadLetters } from './scenarios/dead-letters.js';
import { deferredEvents } from './scenarios/deferred-events.js';
import { exitsAndGoals } from './scenarios/exits-and-goals.js';
import { heardAndStopped } from './scenarios/heard-and-stopped.js';
import { mergeAndUndo } from './scenarios/merge-and-undo.js';
import { movingDates } from './scenarios/moving-dates.js';
import { offersUnderACap } from './scenarios/offers-under-a-cap.js';
import { orderLookUp } from './scenarios/order-look-up.js';
import { parkedAndRedriven } from './scenarios/parked-and-redriven.js';
import { receipts } from './scenarios/receipts.js';
import { reminders } from './scenarios/reminders.js';
import { runsByKey } from './scenarios/runs-by-key.js';
import { saidTwice } from './scenarios/said-twice.js';

/** All that must end the same whatever becomes of one call of the store. */
export const scenarios: readonly Scenario[] = [
  orderLookUp, reminders, activities, mergeAndUndo, receipts, parkedAndRedriven, deadLetters, deferredEvents, runsByKey, exitsAndGoals, crmNotes, cancelAndPause,
  saidTwice, begunLater, heardAndStopped, announcement, movingDates, offersUnderACap,
];
