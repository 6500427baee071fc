import { expect, test } from 'vitest';
import { createCallWithTimeOut, type CallIo } from '../../../src/orchestrator/call-with-time-out.js';
import { createTestClock } from '../../../src/testing/index.js';

/** Time and an end; what waits is counted. */
function outside() {
  const clock = createTestClock();
  const closing = new AbortController();
  let [waiting, listening] = [0, 0];
  const counted = { ...clock, after: (ms: number, run: () => void) => { waiting += 1; let over = false; const end = (): void => { if (!over) [waiting, over] = [waiting - 1, true]; }; const cancel = clock.after(ms, () => { end(); run(); }); return () => { end(); cancel(); }; } };
  const add = closing.signal.addEventListener.bind(closing.signal);
  closing.signal.addEventListener = (...listener: Parameters<typeof add>) => { listening += 1; add(...listener); };
  return { clock, closing, call: createCallWithTimeOut(counted, closing.signal), get waiting() { return waiting; }, get listening() { return listening; } };
}
const never = new Promise<never>(() => undefined);

test('a call that answers in time gives its answer, and nothing of it waits any more', async () => {
  const parts = outside();
  await expect(parts.call(100, async () => 'yes')).resolves.toBe('yes');
  await expect(parts.call(100, async () => { throw new Error('no'); })).rejects.toThrow('no');
  expect(parts.waiting).toBe(0);
});

test('a call that takes too long is given up, and hears it', async () => {
  const parts = outside();
  const heard: CallIo[] = [];
  const result = parts.call(100, (io) => { heard.push(io); return never; }).catch((error: unknown) => error);
  await parts.clock.advance(99);
  expect(heard[0]?.signal.aborted).toBe(false);
  await parts.clock.advance(1);
  expect(await result).toMatchObject({ code: 'Timeout', facts: { limit: 100 } });
  expect([heard[0]?.signal.aborted, heard[0]?.signal.reason]).toMatchObject([true, { code: 'Timeout' }]);
  expect(parts.waiting).toBe(0);
});

test('the end ends every call under way, through one listener, and not those that were over', async () => {
  const parts = outside();
  const heard: CallIo[] = [];
  const note = (io: CallIo): Promise<never> => { heard.push(io); return never; };
  await parts.call(100, async (io) => { heard.push(io); });
  const timedOut = parts.call(10, note).catch(String);
  await parts.clock.advance(10);
  const results = [parts.call(100, note).catch(String), parts.call(100, note).catch(String)];
  parts.closing.abort(new Error('bye'));
  expect(await Promise.all([timedOut, ...results])).toEqual([expect.stringContaining('10 ms'), 'Error: bye', 'Error: bye']);
  expect(heard.map(({ signal }) => String(signal.reason))).toEqual(['undefined', expect.stringContaining('10 ms'), 'Error: bye', 'Error: bye']);
  expect([parts.waiting, parts.listening]).toEqual([0, 1]);
});
