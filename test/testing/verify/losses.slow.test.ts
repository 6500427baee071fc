import { describe, expect, test } from 'vitest';
import { days, hours } from 'throughline';
import { verify } from 'throughline/testing';
import { databaseOfFile } from '../../adapters/postgres/database-of-file.js';
import { patiently } from '../../orchestrator/door/bench.js';
import { keptPlaces, losses, type Loss } from './kept-places.js';
import { liveThrough, openToLook } from './lived.js';

const server = databaseOfFile();

const says: { readonly [loss in Loss]: string } = {
  'every timer': 'timers', 'one timer': 'timers', 'an accepted event': 'entries of the log', 'the first event of all': 'entries of the log', 'a customer': 'lanes',
  'a waiting message': 'effects that wait or are dead', 'a parked event': 'parked events', 'a dead letter': 'effects that wait or are dead', 'a run, in every table': 'runs',
};

describe.each(keptPlaces(server))('an audit of what is kept in %s', (_, make) => {
  test.each(losses)('finds that %s is gone from the tables', async (loss) => {
    const { home, lose } = await make();
    await liveThrough(home);
    const before = await openToLook(home);
    expect((await verify(before)).findings).toEqual([]);
    await before.close();
    await lose(loss);
    const store = await openToLook(home);
    const { findings } = await verify(store);
    expect(findings.filter((finding) => finding.startsWith(`${says[loss]}: `))).toMatchObject([expect.stringMatching(/: \d+ are kept, and by what was brought and taken away there should be \d+$/)]);
    if (loss.endsWith('timer')) expect(findings.join('\n')).toMatch(/the delay '.*' has no timer/);
    await home.remove();
  });

  test('finds nothing where journeys ended, customers were merged and parted, and the log was trimmed and a customer erased', async () => {
    const { home } = await make();
    await liveThrough(home, async ({ orchestrator, clock, settle }, say) => {
      await say('fay', 'mixed.begun');
      await say('gus', 'mixed.begun');
      await patiently(clock, orchestrator.link('user:fay', 'user:gus', 'one person'));
      await say('gus', 'mixed.opened');
      const linked = await patiently(clock, orchestrator.link('user:ann', 'user:fay', 'one more'));
      await settle(hours(1));
      await say('ann', 'mixed.told');
      await patiently(clock, orchestrator.unlink(linked.merged ?? '', 'a mistake'));
      await settle(days(1));
      await patiently(clock, orchestrator.redrive({ journey: 'mixed' }));
      await say('fay', 'mixed.over');
      await patiently(clock, orchestrator.erase('user:dan'));
      await say('gus', 'mixed.over');
      await settle(hours(1));
    });
    const store = await openToLook(home);
    expect((await verify(store)).findings).toEqual([]);
    await store.trim(home.clock.now() - hours(20));
    expect((await verify(store)).findings).toEqual([]);
    const { items } = await store.list({ kind: 'parked', limit: 1 });
    const { items: waiting } = await store.list({ kind: 'effect', limit: 1 });
    await store.erase([...items, ...waiting].map(({ tenant, lane }) => ({ tenant, lane })));
    const { findings, events, customers } = await verify(store);
    expect(findings).toEqual([]);
    expect(Math.min(events, customers, items.length, waiting.length)).toBeGreaterThan(0);
    await store.close();
    const again = await openToLook(home);
    expect((await verify(again)).findings).toEqual([]);
    await home.remove();
  });
});
