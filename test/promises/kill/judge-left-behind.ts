import type { LogEntry } from 'throughline/ports';
import type { CustomerState } from '../../../src/customer/customer-state.js';
import type { Fault, FaultKind } from './fault.js';
import type { LeftBehind } from './left-behind.js';
import type { Post } from './post.js';
import type { Town } from './town.js';

/** A message that was decided, as the log has it. */
export interface Decided { readonly key: string; readonly lane: string; readonly channel: string; readonly text: string }
/** What all looks at the file so far have seen. */
export interface Seen {
  position: number;
  /** events by their name, `source id`, with where the log has them */
  readonly events: Map<string, { readonly lane: string; readonly position: number }>;
  readonly messages: Map<string, Decided>;
  /** of the acknowledgements and of the calls taken, how many were judged */
  acknowledged: number;
  taken: number;
}
interface World { readonly post: Post; readonly town: Town }

export const nothingSeen = (): Seen => ({ position: 0, events: new Map(), messages: new Map(), acknowledged: 0, taken: 0 });

/** Holds what a dead process left in its file against what it had said to the world while it lived. */
export function judgeLeftBehind(left: LeftBehind, seen: Seen, { post, town }: World): readonly Fault[] {
  const twice = takeIn(left.log, seen);
  for (const letter of post.open) letter.kept ||= seen.events.has(letter.name);
  return [
    ...twice,
    ...faults('an acknowledged event is lost', post.acknowledged.slice(seen.acknowledged).filter(({ name }) => !seen.events.has(name)).map(({ name }) => name)),
    ...orderOfAcknowledgement(seen, post),
    ...judgeMessages(left, seen, town),
    ...orderOfMessages(left, seen, town),
    ...judgeTimers(left),
    ...faults('something was given up', left.givenUp),
    ...faults('the audit found something', left.findings),
  ].slice(0, mostFaults);
}

const mostFaults = 20;
const faults = (kind: FaultKind, whats: Iterable<string>): readonly Fault[] => [...whats].map((what) => ({ kind, what }));

function takeIn(log: readonly LogEntry[], seen: Seen): readonly Fault[] {
  const twice: string[] = [];
  for (const { kind, lane, position, body } of log) {
    seen.position = position;
    const said = JSON.parse(body) as { readonly [field: string]: string };
    const name = `${said['source']} ${said['id']}`;
    if (kind === 'event' && seen.events.has(name)) twice.push(name);
    if (kind === 'event') seen.events.set(name, { lane, position });
    const { direction, key, channel, text } = said;
    if (kind === 'interaction' && direction === 'out' && key !== undefined && channel !== undefined && text !== undefined) seen.messages.set(key, { key, lane, channel, text });
  }
  return faults('an event took effect twice', twice);
}

/** Of one customer, what was acknowledged later stands later. One that was committed in a life and acknowledged in the next says nothing. */
function orderOfAcknowledgement(seen: Seen, post: Post): readonly Fault[] {
  const last = new Map<string, number>();
  const wrong: string[] = [];
  for (const { name, again } of post.acknowledged.slice(seen.acknowledged)) {
    const entry = seen.events.get(name);
    if (again || entry === undefined) continue;
    if ((last.get(entry.lane) ?? 0) > entry.position) wrong.push(name);
    last.set(entry.lane, entry.position);
  }
  seen.acknowledged = post.acknowledged.length;
  return faults('events stand in another order than they were acknowledged in', wrong);
}

function judgeMessages({ pending }: LeftBehind, seen: Seen, { taken }: Town): readonly Fault[] {
  const lost = [...seen.messages.keys()].filter((key) => !pending.has(key) && !taken.has(key));
  const sent = [...taken.values()].slice(seen.taken).filter(({ did }) => did === 'send');
  seen.taken = taken.size;
  const unknown = sent.filter(({ key }) => !seen.messages.has(key));
  const other = sent.filter(({ key, what }) => seen.messages.has(key) && 'text' in what && what.text !== seen.messages.get(key)?.text);
  return [
    ...faults('an effect was never delivered', lost),
    ...faults('an effect came under a key that nobody decided', unknown.map(({ key }) => key)),
    ...faults('an effect came again with other bytes', other.map(({ key }) => `${key} is not what was decided`)),
  ];
}

/** One customer's messages on one channel come in the order in which they were decided; those that still wait come last. */
function orderOfMessages({ pending }: LeftBehind, { messages }: Seen, { taken }: Town): readonly Fault[] {
  const place = new Map([...taken.keys()].map((key, at) => [key, at]));
  const last = new Map<string, number>();
  const kept = [...messages.values()].filter(({ key }) => taken.has(key) || pending.has(key));
  const wrong = kept.filter(({ key, lane, channel }) => {
    const at = place.get(key) ?? Infinity;
    const before = last.get(`${lane} ${channel}`) ?? -1;
    last.set(`${lane} ${channel}`, at);
    return at < before;
  });
  return faults('messages came in another order than they were decided in', wrong.map(({ key }) => key));
}

function judgeTimers({ lanes, timers }: LeftBehind): readonly Fault[] {
  const wanted = new Set(lanes.flatMap(({ lane, state }) => timersOf(state).map(({ id, due }) => `${lane} ${id} ${due}`)));
  const set = new Set(timers);
  return [
    ...faults('a cancelled timer still stands', timers.filter((timer) => !wanted.has(timer))),
    ...faults('a timer is missing', [...wanted].filter((timer) => !set.has(timer))),
  ];
}

function timersOf({ instances, starting, crmNote }: CustomerState): readonly { readonly id: string; readonly due: number }[] {
  return [
    ...instances.flatMap(({ timers }) => timers),
    ...starting.map(({ timer, due }) => ({ id: timer, due })),
    ...(crmNote === undefined ? [] : [{ id: '#conversation', due: crmNote.due }]),
  ];
}
