import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JourneyError, type Orchestrator } from 'throughline';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';

/** an address: it can be nobody's id */
const canary = 'canary-93b1@example.org';

/** What a call may be handed by a host that passes on a form as it came. */
const values: readonly unknown[] = [
  undefined, null, 5, Number.NaN, -1, '', canary, '__proto__', {}, [], [canary], Symbol(canary), 7n, () => canary, new Date(0), { customer: 5 }, { customer: canary, tenant: '../x' }, { customer: { toString: () => canary } }, { toString() { throw new Error(canary); } },
  new Proxy({}, { get() { throw new Error(canary); } }), new Proxy({}, { has() { throw new Error(canary); } }), 'x'.repeat(1_000_000), '\ud800:x', 'user:\u0000', 'c-1/tally/1', '~inbound/x', 'a/b/c/d', '../../x', { limit: Number.NaN }, { role: undefined }, { role: canary }, { role: {} },
];
type Ask = (orchestrator: Orchestrator, value: never) => unknown;

/** Each place of each call; what is not asked about is sound. */
const calls: { readonly [place: string]: Ask } = {
  'explain, the customer': (o, v) => o.explain(v), 'explain, the instance': (o, v) => o.explain('user:ann', v),
  'explainChannel, the customer': (o, v) => o.explainChannel(v), 'explainChannel, what is asked': (o, v) => o.explainChannel('user:ann', v), 'explainChannel, the intent': (o, v) => o.explainChannel('user:ann', { intent: v }), 'explainChannel, the needs': (o, v) => o.explainChannel('user:ann', { needs: v }), 'explainChannel, the urgency': (o, v) => o.explainChannel('user:ann', { urgency: v }), 'explainChannel, among which': (o, v) => o.explainChannel('user:ann', { among: v }),
  'briefing, the customer': (o, v) => o.briefing(v), 'briefing, the options': (o, v) => o.briefing('user:ann', v), 'briefing, the role': (o, v) => o.briefing('user:ann', { role: v }),
  'timeline, the customer': (o, v) => o.timeline(v), 'timeline, the page': (o, v) => o.timeline('user:ann', v), 'timeline, the role': (o, v) => o.timeline('user:ann', { role: v }), 'timeline, its limit': (o, v) => o.timeline('user:ann', { limit: v }), 'timeline, where it begins': (o, v) => o.timeline('user:ann', { before: v }),
  'link, the one': (o, v) => o.link(v, 'user:ann', 'why'), 'link, the other': (o, v) => o.link('user:ann', v, 'why'), 'link, the reason': (o, v) => o.link('user:ann', 'user:bob', v),
  'unlink, the customer': (o, v) => o.unlink(v, 'why'), 'unlink, the reason': (o, v) => o.unlink('c-1', v), 'unlink, the tenant': (o, v) => o.unlink('c-1', 'why', v),
  'list, all of it': (o, v) => o.list(v), 'list, the kind': (o, v) => o.list({ kind: v }), 'list, the tenant': (o, v) => o.list({ kind: 'instance', tenant: v }), 'list, the journey': (o, v) => o.list({ kind: 'instance', journey: v }), 'list, where it goes on': (o, v) => o.list({ kind: 'instance', after: v }), 'list, the limit': (o, v) => o.list({ kind: 'parked', limit: v }),
  'redrive, all of it': (o, v) => o.redrive(v), 'redrive, a parked event': (o, v) => o.redrive({ parked: v }), 'redrive, a dead effect': (o, v) => o.redrive({ dead: v }), 'redrive, a journey': (o, v) => o.redrive({ journey: v }), 'redrive, the tenant': (o, v) => o.redrive({ journey: 'tally', tenant: v }),
  'cancel, the instance': (o, v) => o.cancel(v), 'cancel, the options': (o, v) => o.cancel('c-1/tally/1', v), 'cancel, the reason': (o, v) => o.cancel('c-1/tally/1', { reason: v }), 'cancel, the tenant': (o, v) => o.cancel('c-1/tally/1', { tenant: v }),
  'pause, the journey': (o, v) => o.pause(v), 'pause, a rule': (o, v) => o.pause('parcel', { events: v }), 'resume': (o, v) => o.resume(v), 'stop': (o, v) => o.stop(v),
  'figures, the names': (o, v) => o.figures(v), 'figures, one name': (o, v) => o.figures([v]), 'figures, the tenant': (o, v) => o.figures(['events.accepted'], v),
  'handler': (o, v) => o.handler(v), 'on, the listener': (o, v) => o.on('event.parked', v), 'on, the event': (o, v) => o.on(v, (() => {}) as never), 'off, the listener': (o, v) => o.off('event.parked', v), 'off, the event': (o, v) => o.off(v, (() => {}) as never),
};

describe.each(homes)('line 29: a call that is handed anything at all, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  beforeEach(async () => {
    home = make();
    bench = createBench(home);
    await bench.say({ id: '1', type: 'visit.began' });
  });
  afterEach(async () => {
    await bench.orchestrator.close();
    await home.remove();
  });

  test.each(Object.entries(calls))('%s: answers, or refuses with an error that says nothing of it, and never as if the store were at fault', async (_place, ask) => {
    const log = await bench.log();
    for (const value of values) {
      const error: unknown = await Promise.resolve().then(() => ask(bench.orchestrator, value as never)).then(() => undefined, (thrown: unknown) => thrown ?? 'nothing');
      if (error === undefined) continue;
      if (!JourneyError.is(error)) throw new Error(`a raw error came out at value ${values.indexOf(value)}`, { cause: error });
      expect(error.code, error.message).not.toMatch(/^(StoreUnavailable|StorageContractViolation|DefinitionFault|Closed|Timeout|ChannelFailed)$/);
      expect(`${error.message} ${JSON.stringify(error.facts)}`).not.toContain(canary);
    }
    expect(await bench.log()).toEqual(log);
    expect(await bench.say({ id: '2', type: 'item.added', data: { n: 1 } })).toMatchObject({ status: 'handled' });
  });

  test('a role that is named and cannot be one is not taken for none', async () => {
    for (const role of [undefined, null, 5, {}, '']) {
      await expect(bench.orchestrator.briefing('user:ann', { role } as never)).rejects.toMatchObject({ code: 'InvalidInput' });
      await expect(bench.orchestrator.timeline('user:ann', { role } as never)).rejects.toMatchObject({ code: 'InvalidInput' });
    }
  });

  test('off without a listener takes nobody else’s away', () => {
    const heard: unknown[] = [];
    bench.orchestrator.on('definition.paused', (what) => heard.push(what));
    expect(() => bench.orchestrator.off('definition.paused', undefined as never)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
    return bench.orchestrator.pause('tally').then(() => expect(heard).toHaveLength(1));
  });
});
