import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { tally, texts } from '../orchestrator/door/journeys.js';
import { canary } from './bad-input-row.js';

type Facts = { readonly count: number; readonly order: number[] };
const order = (facts: Facts): number[] => facts.order;

/** What a text of the host's may do instead of giving a text. */
const wrong: { readonly [what: string]: (facts: Facts) => unknown } = {
  'throws': () => { throw new Error(canary); },
  'throws a text': () => { throw canary; },
  'gives nothing': () => undefined,
  'gives a number': () => 7,
  'gives a promise': () => Promise.resolve(canary),
  'gives an empty text': () => '',
  'changes the facts in place': (facts) => { (facts as { count: number }).count = 99; return canary; },
  'changes a list among the facts in place': (facts) => { order(facts).push(99); return canary; },
};

describe.each(homes)('line 43: a text of the host’s that, %s,', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  test.each(Object.entries(wrong))('%s sends nothing and changes nothing: the event waits until it is mended', async (_what, count) => {
    let mended = false;
    const bench = createBench(home, { journeys: [tally], texts: { ...texts, count: (facts: Facts) => (mended ? `You have ${facts.count}.` : count(facts)) } });
    await bench.say({ id: '1', type: 'visit.began' });
    await bench.say({ id: '2', type: 'item.added', data: { n: 5 } });
    const receipt = await bench.say({ id: '3', type: 'note.left', data: { text: 'hello' } });
    expect(receipt).toMatchObject({ status: 'parked', reason: 'HandlingFailed' });
    expect((await bench.orchestrator.briefing('user:ann')).journeys[0]?.facts.map(({ name, value }) => [name, value])).toEqual([['count', 1], ['order', [5]]]);
    expect(JSON.stringify([receipt, await bench.orchestrator.list({ kind: 'parked' }), await bench.log()])).not.toContain(canary);
    mended = true;
    await bench.orchestrator.redrive({ parked: receipt.status === 'parked' ? receipt.parked : '' });
    await bench.settle();
    expect(bench.texts()).toEqual(['You have 1.']);
    await bench.orchestrator.close();
  });

  test('changes the facts of a journey that just begins, begins nothing', async () => {
    const bench = createBench(home, { texts: { ...texts, confirmed: (facts: { order: string }) => { facts.order = canary; return 'hello'; } } });
    expect(await bench.say({ id: '1', type: 'order.placed', data: { order: 'A' } })).toMatchObject({ status: 'parked', instances: [] });
    expect((await bench.orchestrator.explain('user:ann')).journeys).toEqual([]);
    expect(JSON.stringify(await bench.log())).not.toContain(canary);
    await bench.orchestrator.close();
  });
});
