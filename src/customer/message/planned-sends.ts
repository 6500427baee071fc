import { sendsAfter, sendsAtStart, sendsOnEvent, type SendAhead } from '../../journey/sends-ahead.js';
import type { AnyJourney } from '../../journey/journey.js';
import type { PlannedSend } from '../../policy/contact/contact-asked.js';
import type { CustomerState } from '../customer-state.js';
import type { InstanceState, TimerState } from '../instance/instance-state.js';
import { machineTimer, scheduleTimer } from '../instance/instance-timers.js';
import { declarationOf } from '../journey-book.js';
import type { TurnWorld } from '../turn-world.js';

/** Who wants to send, and how far ahead it is looked, epoch milliseconds. */
export interface LookAhead { readonly instance: string; readonly until: number }

/** How a journey ranks where messages want one place (care-rules 3.15); 0 where it does not say. */
export const priorityOf = (journey: AnyJourney | undefined): number => (journey === undefined ? 0 : declarationOf(journey).priority ?? 0);

/** Messages that other journeys of the customer will want to send, as far as their delays and journeys that begin later tell (care-rules 3.15). */
export function plannedSends({ book }: TurnWorld, state: CustomerState, { instance, until }: LookAhead): readonly PlannedSend[] {
  const running = state.instances.filter(({ id }) => id !== instance).flatMap((run) => plannedBy(run, book.find(run.journey, run.version), until));
  const beginning = state.starting.filter(({ due }) => due <= until).flatMap(({ journey: id, due }) => {
    const journey = book.latest(id);
    return journey === undefined ? [] : sendsAtStart(journey).map(planned(journey, due));
  });
  return [...running, ...beginning];
}

function plannedBy(run: InstanceState, journey: AnyJourney | undefined, until: number): readonly PlannedSend[] {
  if (journey === undefined) return [];
  return run.timers.filter(({ due }) => due <= until).flatMap((timer) => sendsAtEnd(run, journey, timer).map(planned(journey, timer.due)));
}

/** A delay of a state, or an event that the run has scheduled for itself, taken where it stands now. */
function sendsAtEnd(run: InstanceState, journey: AnyJourney, { id, event }: TimerState): readonly SendAhead[] {
  const [delay, schedule] = [machineTimer(run, ''), scheduleTimer(run, '')];
  if (id.startsWith(delay)) return sendsAfter(journey, event?.type ?? id.slice(delay.length));
  return id.startsWith(schedule) && event !== undefined ? sendsOnEvent(journey, run.snapshot.value, event.type) : [];
}

const planned = (journey: AnyJourney, dueAt: number) => ({ channel, purpose }: SendAhead): PlannedSend => ({ channel, purpose, dueAt, priority: priorityOf(journey), journey: declarationOf(journey).id });
