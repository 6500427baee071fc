import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOrchestrator } from 'throughline';
import { readAudience, type AudienceRead } from 'throughline/proactive';
import { createMemoryStore } from 'throughline/testing';
import { outage } from './outage.js';
import { createTown, patiently, type Host } from './town.js';

const gold = { name: 'gold', perSecond: 100, entered: { type: 'gold.entered', data: { year: 2026 } }, left: { type: 'gold.left', data: { year: 2026 } } } as const;
const members = (names: readonly string[]) => async function* () { for (const name of names) yield { who: [`user:${name}`] }; };

function createClub() {
  const town = createTown();
  const host = town.open();
  const read = (names: readonly string[], by: Host = host): Promise<AudienceRead> => patiently(town.clock, readAudience(by, { ...gold, members: members(names) }));
  /** what was said since it was last asked, as `name: event` */
  let heard = 0;
  const news = async (): Promise<readonly string[]> => {
    await town.clock.advance(1_000);
    const since = town.chat.sent.slice(heard);
    heard = town.chat.sent.length;
    return since.map(({ to, text }) => `${to}: ${text}`).toSorted();
  };
  return { ...town, host, read, news };
}

describe('an audience that is read now and then', () => {
  test('tells who came in and who is gone since, and nothing to those who stayed', async () => {
    const club = createClub();
    expect(await club.read(['ann', 'ben'])).toEqual({ status: 'done', entered: 2, left: 0, refused: 0 });
    expect(await club.news()).toEqual(['ann: gold.entered', 'ben: gold.entered']);
    expect(await club.read(['ben', 'cem'])).toEqual({ status: 'done', entered: 1, left: 1, refused: 0 });
    expect(await club.news()).toEqual(['ann: gold.left', 'cem: gold.entered']);
    expect(await club.read(['ben', 'cem'])).toEqual({ status: 'done', entered: 0, left: 0, refused: 0 });
    expect(await club.news()).toEqual([]);
  });

  test('stops while the door is busy, and takes nobody for told who was not', async () => {
    const town = createTown();
    const busy = createOrchestrator({ journeys: [outage], clock: town.clock, store: createMemoryStore({ clock: town.clock, data: town.data }), channels: { chat: town.chat }, texts: { words: ({ words }) => String(words) }, limits: { waitingInAll: 0 } });
    const stopping = new AbortController();
    const reading = readAudience(busy, { ...gold, members: members(['ann', 'ben']), signal: stopping.signal });
    await town.clock.advance(2_500);
    stopping.abort();
    expect(await patiently(town.clock, reading)).toEqual({ status: 'stopped', entered: 0, left: 0, refused: 0 });
    await busy.close();
    expect(await patiently(town.clock, readAudience(town.open(), { ...gold, members: members(['ann', 'ben']) }))).toEqual({ status: 'done', entered: 2, left: 0, refused: 0 });
  });

  test('tells who comes back again', async () => {
    const club = createClub();
    for (const names of [['ann'], [], ['ann'], []]) await club.read(names);
    expect(await club.news()).toEqual(['ann: gold.entered', 'ann: gold.entered', 'ann: gold.left', 'ann: gold.left']);
  });

  test('tells nobody to have left where its list broke off', async () => {
    const club = createClub();
    await club.read(['ann', 'ben']);
    await club.news();
    const broken = async function* () { yield { who: ['user:ben'] }; throw new Error('the list broke off'); };
    await expect(patiently(club.clock, readAudience(club.host, { ...gold, members: broken }))).rejects.toThrow('the list broke off');
    expect(await club.news()).toEqual([]);
    await club.read(['ben']);
    expect(await club.news()).toEqual(['ann: gold.left']);
  });

  test('tells who is gone also where it tells nobody that they came, as far as they are known', async () => {
    const club = createClub();
    await club.host.accept({ id: '1', source: 'shop', type: 'customer.updated', data: {}, who: ['user:ann'] });
    const quietly = { name: 'quiet', perSecond: 100, left: gold.left };
    await patiently(club.clock, readAudience(club.host, { ...quietly, members: members(['ann', 'nobody we know']) }));
    expect(await patiently(club.clock, readAudience(club.host, { ...quietly, members: members([]) }))).toEqual({ status: 'done', entered: 0, left: 2, refused: 0 });
    expect(await club.news()).toEqual(['ann: gold.left']);
  });

  test('keeps nothing by which its members could be found', async () => {
    const club = createClub();
    await club.read(['ann']);
    const kept = JSON.stringify([...club.data.lanes.values()].filter(({ tenant }) => tenant === '~'), (_, value: unknown) => (value instanceof Map ? [...value] : value));
    expect(kept).toContain('"in');
    expect(kept).not.toContain('ann');
  });

  test('tells who came in once they can be found, where nobody knew who they were before', async () => {
    const club = createClub();
    for (const name of ['ann', 'ben']) await club.host.accept({ id: name, source: 'shop', type: 'customer.updated', data: {}, who: [`user:${name}`] });
    const list = async function* () { yield { who: ['user:ann', 'user:ben'] }; };
    const read = () => patiently(club.clock, readAudience(club.host, { ...gold, members: list }));
    expect(await read()).toEqual({ status: 'done', entered: 0, left: 0, refused: 1 });
    await club.host.link('user:ann', 'user:ben', 'the same card');
    expect(await read()).toEqual({ status: 'done', entered: 1, left: 0, refused: 0 });
    expect(await club.news()).toHaveLength(1);
  });

  test('passes over who cannot be found, and says how many', async () => {
    const club = createClub();
    const strange: readonly unknown[] = [{ who: ['phone:1'] }, null, { who: [] }, { who: ['user:ann'] }];
    const list = async function* () { for (const one of strange) yield one as { readonly who: readonly string[] }; };
    expect(await patiently(club.clock, readAudience(club.host, { ...gold, members: list }))).toEqual({ status: 'done', entered: 1, left: 0, refused: 3 });
  });

  test('is refused where it has no name, no list or no pace', async () => {
    const { host } = createClub();
    for (const wrong of [{ name: '' }, { members: [] }, { perSecond: -1 }, { entred: { type: 'gold.reached', data: {} } }]) {
      await expect(readAudience(host, { ...gold, members: members([]), ...wrong } as never)).rejects.toThrow(expect.objectContaining({ code: 'InvalidInput' }));
    }
  });
});

test('wherever its process dies while it is read, each entry and each leaving is told once', async () => {
  const lists = fc.array(fc.subarray(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']), { minLength: 1, maxLength: 4 });
  await fc.assert(fc.asyncProperty(lists, fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 4 }), async (readings, deaths) => {
    const { clock, chat, life, findings } = createTown();
    const expected: string[] = [];
    let before: readonly string[] = [];
    for (const [n, names] of readings.entries()) {
      const cut = deaths[n];
      const slowly = { ...gold, perSecond: 20, members: members(names) };
      if (cut !== undefined) {
        void readAudience(life(), slowly).catch(() => {});
        await clock.advance(cut);
      }
      await patiently(clock, readAudience(life(), slowly));
      expected.push(...names.filter((name) => !before.includes(name)).map((name) => `${name}: gold.entered`), ...before.filter((name) => !names.includes(name)).map((name) => `${name}: gold.left`));
      before = names;
    }
    const last = life();
    await last.start();
    await clock.advance(60_000);
    const heard = [...new Map(chat.sent.map(({ key, to, text }) => [key, `${to}: ${text}`])).values()];
    expect(heard.toSorted()).toEqual(expected.toSorted());
    await last.close();
    expect(await findings()).toEqual([]);
  }), { numRuns: 20 });
});
