import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JourneyError } from 'throughline';
import type { CustomerState } from '../../../src/customer/customer-state.js';
import { joinKey } from '../../../src/testing/memory-store/memory-data.js';
import { runsOf } from '../../full-size.js';
import { People } from './people.js';

const names = ['a', 'b', 'c', 'd'] as const;
type Name = (typeof names)[number];
const who = fc.constantFrom(...names);
/** What people say of consent, now or told late, whom the host suppresses, and who is taken for whom. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('say' as const), who, state: fc.constantFrom('given' as const, 'withdrawn' as const), late: fc.constantFrom(0, 0, 0, 15, 45) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('suppress' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('link' as const), who, other: who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unlink' as const), who }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;
interface Said { readonly state: 'given' | 'withdrawn'; readonly at: number }

/** Who was parted takes along what another may have said, and brings it back. */
const partedAndBack: Happening[] = [{ do: 'link', who: 'd', other: 'b' }, { do: 'link', who: 'c', other: 'b' }, { do: 'suppress', who: 'c' }, { do: 'unlink', who: 'd' }, { do: 'link', who: 'd', other: 'c' }];

/** The last word of each, by themselves: of two at one moment the stop. */
const lastWord = (words: readonly Said[]): Said['state'] | undefined => words.toSorted((a, b) => a.at - b.at || (a.state === 'withdrawn' ? 1 : -1)).at(-1)?.state;

async function unlink(people: People, customer: string): Promise<void> {
  await people.host.orchestrator.unlink(customer, 'a mistake').catch((error: unknown) => {
    if (!JourneyError.is(error, 'UnknownCustomer')) throw error;
  });
}

/** Whether the store has the suppression of somebody's own in their own lane. */
function isSuppressed({ data }: People['host'], customer: string, name: Name): boolean {
  const state: Pick<CustomerState, 'suppressions'> = JSON.parse(data.lanes.get(joinKey('default', customer))?.state ?? '{}');
  return state.suppressions?.some(({ reason }) => reason === name) === true;
}

/** Lives through all of it, parts everybody who is still taken for somebody else, and answers who had stopped us or was suppressed and what holds for them now. */
async function stopsAfter(happenings: readonly Happening[]): Promise<readonly (readonly [Name, string | undefined])[]> {
  const people = new People([]);
  const { orchestrator, clock } = people.host;
  const ids = new Map<Name, string>();
  const said = new Map<Name, Said[]>(names.map((name) => [name, []]));
  for (const name of names) {
    ids.set(name, (await people.say([`user:${name}`], 'customer.updated', {})).customer ?? '');
    await clock.advance(10);
  }
  for (const [place, one] of happenings.entries()) {
    await clock.advance(10);
    if (one.do === 'unlink') await unlink(people, ids.get(one.who) ?? '');
    else if (one.do === 'link') await orchestrator.link(`user:${one.who}`, `user:${one.other}`, 'x');
    else if (one.do === 'suppress') await people.say([`user:${one.who}`], 'suppression.added', { channel: 'chat', reason: one.who });
    else {
      const at = clock.now() - one.late;
      said.get(one.who)?.push({ state: one.state, at });
      await orchestrator.accept({ id: `s${place}`, source: 'site', type: `consent.${one.state}`, data: { channel: 'chat', purpose: 'marketing' }, who: [`user:${one.who}`], occurredAt: at });
    }
  }
  for (const name of names) await unlink(people, ids.get(name) ?? '');
  const stopped = names.filter((name) => lastWord(said.get(name) ?? []) === 'withdrawn');
  const held = await Promise.all(stopped.map(async (name) => [name, (await orchestrator.briefing(`user:${name}`)).consents[0]?.state] as const));
  const suppressed = names.filter((name) => happenings.some((one) => one.do === 'suppress' && one.who === name)).map((name) => [name, isSuppressed(people.host, ids.get(name) ?? '', name) ? 'withdrawn' : undefined] as const);
  await orchestrator.close();
  return [...held, ...suppressed];
}

test('whoever is taken for whom and parted again, in any order: who stopped us last has stopped us, and who was suppressed is suppressed', async () => {
  await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 16 }), async (happenings) => {
    const held = await stopsAfter(happenings);
    expect(held).toEqual(held.map(([name]) => [name, 'withdrawn']));
  }), { numRuns: runsOf({ ci: 60, full: 5_000 }), examples: [[partedAndBack]] });
});
