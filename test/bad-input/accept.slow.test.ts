import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { JourneyError } from 'throughline';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { tally } from '../orchestrator/door/journeys.js';
import { type BadInputRow, canary, now, soundEvent } from './bad-input-row.js';
import { badInputRows } from './rows.js';

type Row<Kind extends string> = BadInputRow & { readonly expect: Extract<BadInputRow['expect'], Record<Kind, unknown>> };
const refused = badInputRows.filter((row): row is Row<'refused'> => 'refused' in row.expect);
// a customer named by id must be there already, which `who.test.ts` shows
const accepted = badInputRows.filter((row): row is Row<'accepted'> => 'accepted' in row.expect && row.name !== 'a customer the host knows by its own id');
const titled = <R extends BadInputRow>(rows: readonly R[]) => rows.map((row) => [`line ${row.row}: ${row.name}`, row] as const);

describe.each(homes)('Whatever is handed to an orchestrator, %s', (_, make) => {
  let home: Home;
  let bench: Bench;
  let good = 0;
  const begin = (): void => {
    home = make();
    home.clock.set(now);
    bench = createBench(home, { journeys: [tally] });
  };
  const end = async (): Promise<void> => {
    await bench.orchestrator.close();
    await home.remove();
  };

  describe('is refused with the same error, leaves no trace, and does not disturb who comes next', () => {
    beforeAll(begin);
    afterAll(end);

    it.each(titled(refused))('%s', async (_title, row) => {
      await bench.orchestrator.start();
      const before = await bench.log();
      const error: unknown = await bench.orchestrator.accept(row.input() as never).then(() => undefined, (thrown: unknown) => thrown);
      if (!JourneyError.is(error)) return expect.fail(`nothing was refused; ${row.expect.refused} was expected`);
      expect(error.code).toBe(row.expect.refused);
      if (row.expect.path !== undefined) expect(error.facts.path).toBe(row.expect.path);
      if (row.expect.limit !== undefined) expect(error.facts.limit).toBe(row.expect.limit);
      expect(`${error.message} ${JSON.stringify(error.facts)} ${String(error.cause)}`).not.toContain(canary);
      expect(await bench.log()).toEqual(before);
      expect((await bench.store.list({ kind: 'lane', limit: 1 })).items).toHaveLength(before.length === 0 ? 0 : 1);
      expect(await bench.say({ ...soundEvent, id: `good ${(good += 1)}`, type: 'visit.began', data: {} })).toMatchObject({ customer: expect.any(String) });
    });
  });

  describe('is taken as it is, and nothing in it changes on the way into the store', () => {
    afterEach(end);

    it.each(titled(accepted))('%s', async (_title, row) => {
      begin();
      expect(await bench.orchestrator.accept(row.input() as never)).toMatchObject({ status: 'ignored', reason: 'UnknownEvent' });
      const [entry] = await bench.log();
      const kept: { readonly data?: unknown } = JSON.parse(entry?.body ?? '{}');
      expect(kept.data).toStrictEqual(row.expect.accepted);
    });
  });
});
