import { hasWaits, waitOfTimer } from '../../journey/waits.js';
import { hours } from '../../model/duration.js';
import { isBusinessWait, isDateWait, type BusinessWait, type Wait } from '../../model/wait.js';
import { addBusiness } from '../../policy/time/business-time.js';
import { endOfWait, neverComes } from '../../policy/time/end-of-wait.js';
import { whereOf } from '../../policy/time/where-of.js';
import { putInstance, type Turn } from '../turn.js';
import type { InstanceState, TimerState } from './instance-state.js';
import { armTimer, rowPrefix } from './instance-timers.js';

/** The due time of a wait whose date is not known, or has passed where that ends nothing: the last moment that a date can hold. */
export const notYet = 8_640_000_000_000_000;

/** When a wait that begins now ends, by the facts of this step; `id` as the machine names its timer. */
export function dueOfWait(turn: Turn, instance: InstanceState, id: string): Pick<TimerState, 'due' | 'since' | 'looks'> {
  const journey = turn.world.book.find(instance.journey, instance.version);
  const wait = journey === undefined ? undefined : waitOfTimer(journey, id);
  if (wait !== undefined && isBusinessWait(wait) && turn.world.calendars?.[wait.calendar]?.ifTakenBack !== undefined) return { ...businessDue(turn, wait, turn.now), since: turn.now };
  return { due: wait === undefined ? turn.now : dueNow(turn, instance, wait) };
}

/** A wait that is due now and goes on after all: its business hours did not pass, since an emergency began meanwhile or has not ended. `undefined` where they did. */
export function waitsOn(turn: Turn, instance: InstanceState, timer: TimerState): TimerState | undefined {
  const journey = timer.since === undefined ? undefined : turn.world.book.find(instance.journey, instance.version);
  const wait = journey === undefined ? undefined : waitOfTimer(journey, machineId(instance, timer));
  if (timer.since === undefined || wait === undefined || !isBusinessWait(wait)) return undefined;
  const { looks: _before, ...rest } = timer;
  const next = businessDue(turn, wait, timer.since);
  return next.due > turn.now ? { ...rest, ...next } : undefined;
}

/** in an emergency that may be over any moment */
const lookAgainMs = hours(1);

/** The end of a wait; where an emergency lengthens it that could be taken back, the first moment at which it could end then, and from there on each hour. */
function businessDue(turn: Turn, { business, calendar }: BusinessWait, since: number): Pick<TimerState, 'due' | 'looks'> {
  const known = turn.world.calendars?.[calendar];
  if (known === undefined) throw neverComes(calendar);
  const end = addBusiness(known, since, business) ?? Infinity;
  const soonest = addBusiness(known.ifTakenBack?.(turn.now) ?? known, since, business);
  if (soonest === undefined) throw neverComes(calendar);
  const look = Math.max(soonest, turn.now + lookAgainMs);
  return end <= look ? { due: end } : { due: look, looks: true };
}

/** Sets the waits of a run anew whose date has moved with its facts: the row of the old date is replaced by the commit that has the new one. */
export function moveDates(turn: Turn, instance: InstanceState): InstanceState {
  return rearm(turn, instance, isDateWait);
}

/** Sets the waits of every run anew that go by the customer's own clock: they were found to be in another zone. */
export function moveZones(turn: Turn): void {
  for (const instance of turn.state.instances) {
    const moved = rearm(turn, instance, (wait) => !isBusinessWait(wait) && wait.until.zone === 'customer');
    if (moved !== instance) putInstance(turn, moved);
  }
}

function rearm(turn: Turn, instance: InstanceState, concerns: (wait: Wait) => boolean): InstanceState {
  const journey = turn.world.book.find(instance.journey, instance.version);
  if (journey === undefined || !hasWaits(journey)) return instance;
  let next = instance;
  for (const timer of instance.timers) {
    const wait = waitOfTimer(journey, machineId(instance, timer));
    if (wait === undefined || !concerns(wait)) continue;
    const due = dueAgain(turn, next, timer, wait);
    if (due !== timer.due) next = armTimer(turn, next, { ...timer, due });
  }
  return next;
}

/** What is due already ends by the date it has, unless that very date has moved. */
function dueAgain(turn: Turn, instance: InstanceState, timer: TimerState, wait: Wait): number {
  if (!isDateWait(wait)) return timer.due <= turn.now ? timer.due : dueNow(turn, instance, wait);
  return endNow(turn, instance, wait) === timer.due ? timer.due : dueNow(turn, instance, wait);
}

function dueNow(turn: Turn, instance: InstanceState, wait: Wait): number {
  const end = endNow(turn, instance, wait);
  return end === undefined || (isDateWait(wait) && wait.ifPast === 'never' && end <= turn.now) ? notYet : end;
}

function endNow(turn: Turn, instance: InstanceState, wait: Wait): number | undefined {
  return endOfWait(wait, { now: turn.now, facts: instance.snapshot.context, zonesOf: (otherwise) => zonesOf(turn, otherwise), calendars: turn.world.calendars ?? {} });
}

/** The zones a customer may be in; `otherwise` where nothing tells. */
export function zonesOf({ state }: Turn, otherwise: string): readonly string[] {
  const phones = state.identities.filter((identity) => identity.startsWith(phone)).map((identity) => identity.slice(phone.length));
  const { timeZone, country } = state.profile;
  return whereOf({ phones, otherwise, ...(timeZone !== undefined && { timeZone }), ...(country !== undefined && { country }) }).zones;
}
const phone = 'phone:';

const machineId = (instance: InstanceState, { id }: TimerState): string => id.slice(rowPrefix(instance).length + 'x:'.length);
