import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, hours } from '../../../src/model/duration.js';
import { calendarWindow, type CapWindow } from '../../../src/policy/caps/cap-window.js';
import { pruneSends, reserveSend } from '../../../src/policy/caps/count-sends.js';
import { commitSend, mergeSends, releaseSend, type CountedSend, type CountedSends } from '../../../src/policy/caps/counted-sends.js';
import { defineCaps, isCapped, type FrequencyCap } from '../../../src/policy/caps/frequency-cap.js';
import { judgeCaps } from '../../../src/policy/caps/judge-caps.js';
import { at } from '../time/at.js';
import { runsOf } from '../../full-size.js';

/** What may happen between the commits of one customer's lane: journeys decide, messages leave, adapters answer, time passes, the customer moves. */
type Act =
  | { readonly act: 'decide'; readonly channel: string; readonly purpose: CountedSend['purpose'] }
  | { readonly act: 'leave' | 'went' | 'failed'; readonly which: number }
  | { readonly act: 'wait'; readonly ms: number }
  | { readonly act: 'move'; readonly zones: readonly string[] };

interface Sent { readonly send: CountedSend; readonly at: number; readonly zones: readonly string[] }
interface Rules { readonly judge: typeof judgeCaps; readonly reserve: typeof reserveSend }

/** Lives through the acts and answers what left and did not fail, and in which zones the customer was known to be then. */
function live(caps: readonly FrequencyCap[], acts: readonly Act[], { judge, reserve }: Rules): readonly Sent[] {
  let [now, sends, zones]: [number, CountedSends, readonly string[]] = [at('2026-03-28T20:00Z'), [], ['Europe/Berlin']];
  const waiting: CountedSend[] = [];
  const underWay: Sent[] = [];
  const gone: Sent[] = [];
  const judged = (send: CountedSend): boolean => judge(caps, { ...send, at: now, where: { zones, toldBy: 'profile' }, sends, underWay: new Set(underWay.map((one) => one.send.key)) }).within;
  acts.forEach((act, index) => {
    if (act.act === 'wait') now += act.ms;
    if (act.act === 'move') ({ zones } = act);
    if (act.act === 'decide') {
      const send = { key: `k${index}`, channel: act.channel, purpose: act.purpose, state: 'reserved', at: now } as const;
      if (!judged(send)) return;
      sends = reserve(sends, caps, send);
      waiting.push(send);
    }
    if (act.act === 'leave') {
      for (const send of waiting.splice(act.which % (waiting.length || 1), 1)) {
        if (judged(send)) underWay.push({ send, at: now, zones });
        else sends = releaseSend(sends, send.key);
      }
    }
    if (act.act === 'went' || act.act === 'failed') {
      for (const one of underWay.splice(act.which % (underWay.length || 1), 1)) {
        sends = act.act === 'went' ? commitSend(sends, one.send.key, now) : releaseSend(sends, one.send.key);
        if (act.act === 'went') gone.push(one);
      }
    }
    sends = pruneSends(sends, caps, now);
  });
  return [...gone, ...underWay].toSorted((a, b) => a.at - b.at);
}

/** The most that were sent in any window of a cap. Where a customer moves, windows are those of the zones known at the last message in them. */
function fullest(cap: FrequencyCap, gone: readonly Sent[]): number {
  const counted = gone.filter(({ send }) => isCapped(cap, send));
  return Math.max(0, ...counted.flatMap((last, index) => zonesOf(cap.window, last.zones).map((zone) => {
    const { window } = cap;
    const from = window.kind === 'rolling' ? last.at - window.ms + 1e-3 : calendarWindow(window, zone, last.at).from;
    return counted.slice(0, index + 1).filter((one) => one.at >= from).length;
  })));
}

const zonesOf = (window: CapWindow, zones: readonly string[]): readonly string[] => (window.kind === 'calendar' && window.zone === 'customer' ? zones : [window.kind === 'calendar' ? window.zone : 'UTC']);

const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Pacific/Kiritimati', 'Pacific/Pago_Pago');
const someAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('decide' as const), channel: fc.constantFrom('sms', 'sms', 'email'), purpose: fc.constantFrom('marketing' as const, 'marketing' as const, 'survey' as const, 'service' as const) }) },
  { weight: 8, arbitrary: fc.record({ act: fc.constantFrom('leave' as const, 'leave' as const, 'went' as const, 'went' as const, 'failed' as const), which: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.oneof(fc.constantFrom(1, hours(1) - 500, days(1) - 500, days(7) - 500, days(1), days(7)), fc.integer({ min: 1, max: 26 }).map(hours)) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('move' as const), zones: fc.uniqueArray(zone, { minLength: 1, maxLength: 2 }) }) },
);
const someWindow: fc.Arbitrary<CapWindow> = fc.oneof(
  fc.record({ kind: fc.constant('rolling' as const), ms: fc.constantFrom(hours(1), days(1), days(7)) }),
  fc.record({ kind: fc.constant('calendar' as const), unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const), zone: fc.oneof(fc.constant('customer'), zone) }),
);
const someCaps = fc.array(fc.record({ most: fc.constantFrom(1, 1, 2, 3), window: someWindow, channels: fc.option(fc.constant(['sms'] as const), { nil: undefined }) }), { minLength: 1, maxLength: 3 })
  .map((caps) => defineCaps(caps.map(({ channels, ...cap }, index) => ({ name: `cap ${index}`, ...cap, ...(channels !== undefined && { channels }) }))));

const neverTooMany = (rules: Rules, numRuns: number, seed?: number): void => fc.assert(fc.property(someCaps, fc.array(someAct, { maxLength: 60, size: 'max' }), (caps, acts) => {
  const gone = live(caps, acts, rules);
  for (const cap of caps) expect(fullest(cap, gone)).toBeLessThanOrEqual(cap.most);
}), { numRuns, endOnFailure: true, ...(seed !== undefined && { seed }) });

describe('whatever journeys decide, and however late messages go or fail', () => {
  test('no window of any cap ever holds more messages than it may (care-rules 3.16)', () => {
    neverTooMany({ judge: judgeCaps, reserve: reserveSend }, runsOf({ ci: 1_000, full: 200_000 }));
  });
  test('a cap that has room is used: the first message always goes, and the place of one that failed is free again', () => {
    const caps = defineCaps([{ name: 'one', most: 1, window: { kind: 'rolling', ms: days(1) } }]);
    const decide: Act = { act: 'decide', channel: 'sms', purpose: 'marketing' };
    const go: readonly Act[] = [{ act: 'leave', which: 0 }, { act: 'went', which: 0 }];
    const gone = live(caps, [decide, { act: 'leave', which: 0 }, { act: 'failed', which: 0 }, decide, ...go, decide, { act: 'wait', ms: days(1) }, decide, ...go], { judge: judgeCaps, reserve: reserveSend });
    expect(gone.map(({ send }) => send.key)).toEqual(['k3', 'k8']);
  });
});

describe('the proof notices', () => {
  const notices = (rules: Partial<Rules>) => expect(() => neverTooMany({ judge: judgeCaps, reserve: reserveSend, ...rules }, 10_000, 1)).toThrow('Property failed');
  test('caps that count what went, and not what is about to go', () => {
    notices({ judge: (caps, asked) => judgeCaps(caps, { ...asked, sends: asked.sends.filter(({ state }) => state === 'sent') }), reserve: reserveSend });
  });
  test('calendar caps that count by the clock of the server', () => {
    notices({ judge: (caps, asked) => judgeCaps(caps, { ...asked, where: { zones: ['UTC'], toldBy: 'otherwise' } }) });
  });
  test('a window that is a second too short', () => {
    notices({ judge: (caps, asked) => judgeCaps(caps.map((cap) => (cap.window.kind === 'rolling' ? { ...cap, window: { ...cap.window, ms: cap.window.ms - 1_000 } } : cap)), asked) });
  });
  test('a message that is forgotten when it is decided', () => {
    notices({ reserve: (sends) => sends });
  });
});

const someSends = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), channel: fc.constant('sms'), purpose: fc.constant('marketing' as const), state: fc.constantFrom('reserved' as const, 'sent' as const), at: fc.nat(5) }), { maxLength: 4 });

test('however often and in whatever order customers turn out to be one, the same messages count', () => {
  fc.assert(fc.property(someSends, someSends, someSends, (a, b, c) => {
    expect(mergeSends(mergeSends(a, b), c)).toEqual(mergeSends(a, mergeSends(b, c)));
    expect(mergeSends(a, b)).toEqual(mergeSends(b, a));
    expect(mergeSends(mergeSends(a, b), b)).toEqual(mergeSends(a, b));
  }));
});

test('what is forgotten is missed by no cap', () => {
  const someone = fc.record({ key: fc.string({ minLength: 1, maxLength: 3 }), channel: fc.constantFrom('sms', 'email'), purpose: fc.constantFrom('marketing' as const, 'service' as const), state: fc.constantFrom('reserved' as const, 'sent' as const, 'sent' as const), at: fc.integer({ min: at('2026-02-20T00:00Z'), max: at('2026-04-05T00:00Z') }) });
  const sends = fc.uniqueArray(someone, { selector: ({ key }) => key, maxLength: 30, size: 'max' });
  fc.assert(fc.property(someCaps, sends, fc.uniqueArray(zone, { minLength: 1, maxLength: 2 }), (caps, all, zones) => {
    const now = at('2026-04-05T00:00Z');
    const asked = { key: 'new one', channel: 'sms', purpose: 'marketing', at: now, where: { zones, toldBy: 'phone' } } as const;
    expect(judgeCaps(caps, { ...asked, sends: pruneSends(all, caps, now) })).toEqual(judgeCaps(caps, { ...asked, sends: all }));
  }), { numRuns: 300 });
});
