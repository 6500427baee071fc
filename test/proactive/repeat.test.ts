import { describe, expect, onTestFinished, test } from 'vitest';
import { days, hours, minutes } from 'throughline';
import { announce, repeat, type Recurrence } from 'throughline/proactive';
import { createTown, patiently } from './town.js';

/** Thursday */
const start = Date.UTC(2026, 0, 1, 6);
const eight = { timeZone: 'UTC', time: '08:00' } as const;

/** A town in which something comes again; what came, by its id. */
function createCalendar() {
  const town = createTown(start);
  const came: string[] = [];
  const begin = (more: Partial<Recurrence> = {}, host = town.open()) => {
    const repeating = repeat(host, { name: 'news', at: eight, run: async ({ id }) => { came.push(id); }, ...more });
    onTestFinished(() => repeating.close());
    return repeating;
  };
  return { ...town, came, begin };
}

describe('what comes again by the clock on the wall', () => {
  test('comes each time, once', async () => {
    const { clock, came, begin } = createCalendar();
    begin();
    await clock.advance(hours(2) - 1);
    expect(came).toEqual([]);
    await clock.advance(days(2) + 1);
    expect(came).toEqual(['news@2026-01-01T08:00:00.000Z', 'news@2026-01-02T08:00:00.000Z', 'news@2026-01-03T08:00:00.000Z']);
  });

  test('comes on its days of the week, weeks ahead', async () => {
    const { clock, came, begin } = createCalendar();
    begin({ at: { ...eight, days: ['mon'] } });
    await clock.advance(days(14));
    expect(came).toEqual(['news@2026-01-05T08:00:00.000Z', 'news@2026-01-12T08:00:00.000Z']);
  });

  test('that came due while nobody was there comes once, for the last time', async () => {
    const { clock, came, begin, open } = createCalendar();
    const [first] = [begin()];
    await clock.advance(hours(3));
    await first?.close();
    await clock.advance(days(40));
    begin({}, open());
    await clock.advance(minutes(1));
    expect(came).toEqual(['news@2026-01-01T08:00:00.000Z', 'news@2026-02-10T08:00:00.000Z']);
  });

  test('is tried again where it failed, under the same id, and told as a fault', async () => {
    const { clock, came, begin, open } = createCalendar();
    const host = open();
    const faults: string[] = [];
    host.on('fault', ({ where }) => faults.push(where));
    let tries = 0;
    begin({ run: async ({ id }) => { came.push(id); if (++tries < 3) throw new Error('not now'); } }, host);
    await clock.advance(hours(3));
    expect(came).toEqual(Array.from({ length: 3 }, () => 'news@2026-01-01T08:00:00.000Z'));
    expect(faults).toEqual(["recurrence 'news'", "recurrence 'news'"]);
  });

  test('comes no more once it was taken back', async () => {
    const { clock, came, begin } = createCalendar();
    const repeating = begin();
    await clock.advance(hours(3));
    await repeating.close();
    await repeating.close();
    await clock.advance(days(3));
    expect(came).toHaveLength(1);
  });

  test('ends with its host, also in the middle', async () => {
    const { clock, came, begin, open } = createCalendar();
    const host = open();
    const faults: string[] = [];
    host.on('fault', ({ where }) => faults.push(where));
    const repeating = begin({ run: async ({ id, signal }) => { came.push(id); await new Promise((end) => { signal.addEventListener('abort', end); }); } }, host);
    await clock.advance(hours(3));
    await patiently(clock, host.close());
    await repeating.close();
    await clock.advance(days(3));
    expect([came.length, faults]).toEqual([1, []]);
  });

  test('is refused at once where its time is none', () => {
    const { begin } = createCalendar();
    expect(() => begin({ at: { timeZone: 'UTC', time: '8 o\'clock' } })).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
    expect(() => begin({ at: { timeZone: 'Mars/Olympus', time: '08:00' } })).toThrow(expect.objectContaining({ code: 'InvalidTimeZone' }));
    for (const retryAfterMs of [-1, 0, Number.NaN]) expect(() => begin({ retryAfterMs })).toThrow(expect.objectContaining({ code: 'InvalidOptions', facts: { path: 'retryAfterMs' } }));
    expect(() => begin({ name: '' })).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });

  test('tells an audience each time, and each customer once a time, though two processes do it', async () => {
    const { clock, chat, begin, open } = createCalendar();
    const list = async function* () { for (const name of ['ann', 'ben']) yield { who: [`user:${name}`] }; };
    const host = open();
    const run: Recurrence['run'] = async ({ id }) => void await announce(host, { id, source: 'news', type: 'outage.declared', data: { outage: id, area: 'all' }, audience: list, perSecond: 10 });
    const both = [begin({ run }, host), begin({ run }, host)];
    await clock.advance(days(2));
    await patiently(clock, Promise.all(both.map((one) => one.close())));
    expect(chat.sent.map(({ to }) => to).toSorted()).toEqual(['ann', 'ann', 'ben', 'ben']);
  });
});
