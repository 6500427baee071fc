import { describe, expect, it } from 'vitest';
import { JourneyError } from '../../src/errors/index.js';
import { type IncomingEvent, parseIncoming } from '../../src/model/incoming-event.js';
import { defaultLimits } from '../../src/model/limits.js';
import { readJson } from '../../src/model/read-json.js';
import { fullSize } from '../full-size.js';
import { type BadInputRow, canary, type Expectation, now } from './bad-input-row.js';
import { badInputRows } from './rows.js';

/** of our own work, so that what others do on the same cores is none of it; ten times as wide in a short run, where all of it is compiled first */
const longestMs = fullSize ? 50 : 500;

const atTheDoor = (input: unknown): IncomingEvent => parseIncoming(input, { now, limits: defaultLimits });

describe('Whatever is handed to the door', () => {
  it.each(badInputRows.map((row) => [titleOf(row), row] as const))('%s', (_, row) => {
    const input = row.input();
    const { answer, ms } = timed(() => atTheDoor(input));
    judge(answer, row.expect);
    expect(ms).toBeLessThan(longestMs + msToList(row, input));
  });

  it('meets its fate the same way as JSON bytes from a webhook', () => {
    const posted = badInputRows.filter((row) => row.json !== undefined && row.json.startsWith('{'));
    for (const row of posted) judge(timed(() => atTheDoor(readJson(new TextEncoder().encode(row.json)))).answer, row.expect);
    expect(posted.length).toBeGreaterThan(150);
  });

  it('is covered line by line', () => {
    const lines = new Set(badInputRows.map((row) => row.row));
    for (const line of [6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 32, 37, 38, 49]) expect(lines, `line ${line}`).toContain(line);
  });
});

const titleOf = ({ row, name, expect: fate }: BadInputRow): string => `line ${row}: ${name} is ${'refused' in fate ? `refused as ${fate.refused}` : 'let in'}`;

type Answer = { readonly event: IncomingEvent } | { readonly error: unknown };

function timed(run: () => IncomingEvent): { readonly answer: Answer; readonly ms: number } {
  const began = process.threadCpuUsage();
  const answer = attempt(run);
  return { answer, ms: msSince(began) };
}

function msSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1_000;
}

function attempt(run: () => IncomingEvent): Answer {
  try {
    return { event: run() };
  } catch (error) {
    return { error };
  }
}

function judge(answer: Answer, expected: Expectation): void {
  if ('accepted' in expected) return expect('event' in answer ? answer.event.data : answer.error).toStrictEqual(expected.accepted);
  const { error } = { error: undefined, ...answer };
  if (!JourneyError.is(error)) return expect.fail(`nothing was refused; ${expected.refused} was expected`);
  const { refused, ...facts } = expected;
  expect(error.code).toBe(refused);
  expect(error.facts).toMatchObject(facts);
  expect(error.facts.path).toBeTypeOf('string');
  expect(`${error.message} ${JSON.stringify(error.facts)} ${String(error.cause)}`).not.toContain(canary);
}

/** Nobody can tell how many keys an object has without listing them, so that time is not the door's. */
function msToList(row: BadInputRow, input: unknown): number {
  if (row.longToList === undefined || typeof input !== 'object' || input === null || !('data' in input)) return 0;
  const began = process.threadCpuUsage();
  Object.keys(Object(input.data));
  return 2 * msSince(began);
}
