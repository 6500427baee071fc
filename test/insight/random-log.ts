import fc from 'fast-check';
import { days, hours, minutes } from '../../src/model/duration.js';
import type { LogItem } from '../../src/insight/log/log-item.js';
import type { ServiceEvent } from '../../src/insight/log/service-event.js';
import { issueOutcomes } from '../../src/model/pending-issue.js';

/** A moment that days by UTC begin at. */
export const dayOne = days(20_000);

/** What happens to one customer, before it has its place in the log. */
interface Beat { readonly customer: string; readonly afterMs: number; readonly what: What }
type What =
  | { readonly kind: 'heard'; readonly channel: string; readonly intent: string | undefined; readonly sentiment: number | undefined; readonly moves: boolean }
  | { readonly kind: 'said'; readonly channel: string; readonly acknowledgement: boolean }
  | { readonly kind: 'told'; readonly told: ServiceEvent }
  | { readonly kind: 'viewed' }
  | { readonly kind: 'failed' | 'delivered' };

const channel = fc.constantFrom('chat', 'phone');
const intent = fc.constantFrom('bill', 'move', undefined);
const item = fc.constantFrom('w1', 'w2');
const kind = fc.constantFrom('csat' as const, 'nps' as const, 'ces' as const);
const told: fc.Arbitrary<ServiceEvent> = fc.oneof(
  fc.record({ type: fc.constantFrom('work.queued' as const, 'work.abandoned' as const, 'work.flowed-out' as const, 'work.transferred' as const), item }),
  fc.record({ type: fc.constantFrom('work.answered' as const), item, agent: fc.constantFrom('a7', 'a8') }),
  fc.record({ type: fc.constant('contact.ended' as const), outcome: fc.constantFrom('resolved' as const, ...issueOutcomes), confirmed: fc.boolean(), cost: fc.constantFrom(100, 250) }),
  fc.record({ type: fc.constant('effort.noted' as const), what: fc.constantFrom('repeat' as const, 'authentication' as const) }),
  fc.record({ type: fc.constant('survey.asked' as const), survey: fc.constantFrom('s1', 's2'), kind }),
  fc.record({ type: fc.constant('survey.answered' as const), survey: fc.constantFrom('s1', 's2'), kind, rating: fc.integer({ min: 0, max: 11 }) }),
);
const what: fc.Arbitrary<What> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('heard' as const), channel, intent, sentiment: fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: undefined }), moves: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('said' as const), channel, acknowledgement: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('told' as const), told }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('viewed' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('failed' as const, 'delivered' as const) }) },
);
/** from seconds to weeks, and the very ends of the windows */
const pause = fc.oneof(fc.integer({ min: 0, max: minutes(3) }), fc.integer({ min: 0, max: hours(30) }), fc.integer({ min: 0, max: days(16) }), fc.constantFrom(0, hours(1), hours(24), hours(72), days(7), days(7) + 1));
const beat: fc.Arbitrary<Beat> = fc.record({ customer: fc.constantFrom('ann', 'bo', '__proto__'), afterMs: pause, what });

/** Items of a log in which everything stands as the library writes it: conversations by their window, an event before the contact that it was. */
export const randomLog: fc.Arbitrary<readonly LogItem[]> = fc.array(beat, { maxLength: 40 }).map(written);

function written(beats: readonly Beat[]): readonly LogItem[] {
  const items: LogItem[] = [];
  const open = new Map<string, { readonly number: number; readonly at: number }>();
  const sent = new Map<string, { readonly key: string; readonly channel: string }>();
  let at = dayOne;
  const threadOf = (customer: string): string => {
    const before = open.get(customer);
    const number = before === undefined ? 1 : at - before.at > hours(72) ? before.number + 1 : before.number;
    open.set(customer, { number, at });
    return `${customer}/t${number}`;
  };
  for (const { customer, afterMs, what: { kind: happens }, what: one } of beats) {
    at += happens === 'viewed' ? afterMs / 2 : afterMs;
    at = Math.floor(at);
    if (one.kind === 'said') sent.set(customer, { key: `k${items.length + 1}`, channel: one.channel });
    items.push(...itemsOf(one, { customer, at, position: items.length + 1, message: sent.get(customer), thread: one.kind === 'heard' || one.kind === 'said' ? threadOf(customer) : '' }));
  }
  return items;
}

interface At { readonly customer: string; readonly at: number; readonly position: number; readonly thread: string; /** the last one to that customer */ readonly message: { readonly key: string; readonly channel: string } | undefined }

function itemsOf(one: What, { thread, message, ...place }: At): readonly LogItem[] {
  switch (one.kind) {
    case 'viewed': return [{ ...place, kind: 'viewed', what: 'web.help-viewed' }];
    case 'told': return [{ ...place, kind: 'happened', told: one.told }];
    case 'said': return [{ ...place, kind: 'said', thread, channel: one.channel, ...(message !== undefined && { key: message.key }), ...(one.acknowledgement && { acknowledgement: true }) }];
    case 'failed': case 'delivered': return message === undefined ? [] : [{ ...place, kind: one.kind, what: message.channel, key: message.key }];
    case 'heard': {
      const event = `e${place.position}`;
      const move = { instance: `${place.customer}/billing/1`, journey: 'billing', from: 'asked', to: 'answered' };
      return [
        { ...place, kind: 'happened', event, ...(one.intent !== undefined && { intent: one.intent }), ...(one.sentiment !== undefined && { sentiment: one.sentiment }), ...(one.moves && { moves: [move] }) },
        { ...place, position: place.position + 1, kind: 'heard', thread, channel: one.channel, event },
      ];
    }
  }
}
