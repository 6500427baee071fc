import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { now, soundEvent } from './bad-input-row.js';

/** An event whose every property, at any depth, counts how often it is read. */
function counting(event: object, reads: Map<string, number>, path = ''): object {
  return new Proxy(event, {
    get(target, key, receiver) {
      const place = `${path}.${String(key)}`;
      const value: unknown = Reflect.get(target, key, receiver);
      // the length of a list is not what it holds
      if (key !== 'length') reads.set(place, (reads.get(place) ?? 0) + 1);
      return typeof value === 'object' && value !== null ? counting(value, reads, place) : value;
    },
  });
}

describe.each(homes)('An event that its caller keeps in hand, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  beforeEach(() => {
    home = make();
    home.clock.set(now);
    bench = createBench(home);
  });
  afterEach(async () => {
    await bench.orchestrator.close();
    await home.remove();
  });

  const begin = async (started: boolean): Promise<void> => { if (started) await bench.say({ id: 'before', type: 'visit.began', who: ['user:cid'] }); };
  const keptData = async (): Promise<unknown> => JSON.parse((await bench.log()).findLast((entry) => entry.kind === 'event')?.body ?? '{}').data;

  test.each([['the first of all', false], ['one of many', true]])('line 21: %s, is taken as it was when it was handed over, whatever is done to it afterwards', async (_which, started) => {
    await begin(started);
    const event = { ...soundEvent, data: { order: 'A', lines: [{ n: 1 }] }, who: ['user:ann'] };
    const accepted = bench.orchestrator.accept(event as never);
    event.id = 'another';
    event.data.order = 'B';
    event.data.lines.push({ n: 2 });
    event.who[0] = 'user:bob';
    await accepted;
    expect(await keptData()).toEqual({ order: 'A', lines: [{ n: 1 }] });
    expect((await bench.orchestrator.briefing('user:ann')).identities).toEqual(['user:ann']);
    expect(await bench.orchestrator.accept({ ...event, id: soundEvent.id, data: { order: 'A', lines: [{ n: 1 }] }, who: ['user:ann'] } as never)).toMatchObject({ status: 'duplicate' });
  });

  test.each([['the first of all', false], ['one of many', true]])('line 20: %s, has each of its properties read once, before the call returns', async (_which, started) => {
    await begin(started);
    const reads = new Map<string, number>();
    const accepted = bench.orchestrator.accept(counting({ ...soundEvent, data: { order: 'A', lines: [{ n: 1 }] }, who: ['user:ann'] }, reads) as never);
    expect(Object.fromEntries(reads)).toEqual(Object.fromEntries(['.id', '.source', '.type', '.data', '.data.order', '.data.lines', '.data.lines.0', '.data.lines.0.n', '.who', '.who.0'].map((place) => [place, 1])));
    await accepted;
    expect(new Set(reads.values())).toEqual(new Set([1]));
  });
});
