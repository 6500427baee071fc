import { expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, seconds, type Orchestrator } from 'throughline';
import { createPostgresStore } from 'throughline/adapters/postgres';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { expectAllAccountedFor } from '../audit/accounted-for.js';
import { fullSize, runsOf } from '../full-size.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { tellHistogram } from './timers/tell-histogram.js';
import { waits } from './timers/waits.js';

const delays = runsOf({ ci: 300, full: 10_000 });
/** they end spread over this time, milliseconds */
const spreadMs = seconds(fullSize ? 60 : 2);
/** so many begin at one moment: a delay is promised its time where nobody is flooded, and all of them at once would wait for each other's beginnings */
const atOnce = 256;
/** 99 of 100, and all, by the clock of the server; in CI other tests run beside it */
const [mostlyMs, latestMs] = fullSize ? [seconds(2), seconds(5)] : [seconds(6), seconds(15)];

interface Watched { readonly lateness: readonly number[]; readonly said: number; readonly times: readonly number[] }

/** Begins them at two workers on one server, half at each, and has the server say when each was ended; `plantedMs`: so much later it hands each of them out. */
async function endings(count: number, withinMs: number, plantedMs = 0): Promise<Watched> {
  const { admin, workerUrl, newSchema } = await useTestDatabase();
  const schema = await newSchema();
  if (plantedMs > 0) await admin.query(`CREATE FUNCTION ${schema}.late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.next := NEW.next + ${plantedMs}; RETURN NEW; END $$;
    CREATE TRIGGER late BEFORE INSERT ON ${schema}.timer FOR EACH ROW EXECUTE FUNCTION ${schema}.late()`);
  const chat = createRecordingChannel();
  const open = async (): Promise<Orchestrator> => {
    const orchestrator = createOrchestrator({ journeys: [waits()], store: createPostgresStore({ connection: workerUrl, schema }), channels: { chat } }) as unknown as Orchestrator;
    onTestFinished(() => orchestrator.close());
    await orchestrator.start();
    return orchestrator;
  };
  const [one, other] = [await open(), await open()];
  const begin = performance.now();
  const numbers = Array.from({ length: count }, (_, n) => n).values();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const n of numbers) await (n % 2 === 0 ? one : other).accept({ id: `e${n}`, source: 'test', type: 'wait.begun', data: { ms: Math.floor((n / count) * withinMs) }, who: [`user:c${n}`] });
  }));
  while (chat.sent.length < count && performance.now() - begin < withinMs * 2 + seconds(30)) await new Promise((resolve) => { setTimeout(resolve, 50); });
  await expectAllAccountedFor({ store: () => createPostgresStore({ connection: workerUrl, schema }) });
  const { rows } = await admin.query(`SELECT lane, accepted - (body::json->>'due')::double precision AS late FROM ${schema}.log WHERE body LIKE '{"type":"timer.fired"%'`);
  const times = [...Map.groupBy(rows, ({ lane }) => String(lane)).values()].map((ended) => ended.length);
  return { lateness: rows.map(({ late }) => Number(late)).toSorted((a, b) => a - b), said: new Set(chat.sent.map(({ to }) => to)).size, times };
}

const p99 = (sorted: readonly number[]): number => sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Infinity;

test(`P10: on a server ${delays} delays of up to ${spreadMs / 1_000} seconds end in real time, each once, none early, 99 of 100 within ${mostlyMs / 1_000} seconds and all within ${latestMs / 1_000}`, async () => {
  const { lateness, said, times } = await endings(delays, spreadMs);
  tellHistogram('P10, delays on a server', lateness);
  expect([times.length, said]).toEqual([delays, delays]);
  expect(times.filter((ended) => ended !== 1)).toEqual([]);
  expect(lateness[0]).toBeGreaterThanOrEqual(0);
  expect(p99(lateness)).toBeLessThanOrEqual(mostlyMs);
  expect(lateness.at(-1)).toBeLessThanOrEqual(latestMs);
}, 600_000);

test('they end late where the server hands them out two seconds after they are due: the proof would notice', async () => {
  const { lateness } = await endings(5, 100, 2_001);
  expect(p99(lateness)).toBeGreaterThan(seconds(2));
}, 600_000);
