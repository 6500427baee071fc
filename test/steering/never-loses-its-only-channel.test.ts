import fc from 'fast-check';
import { expect, test } from 'vitest';
import { days, minutes } from 'throughline';
import { defineRetirement, judgeStage, readChannelUse, retirementStages, stageKnownOf, type RetirementStage, type StageKnown } from 'throughline/steering';
import { runsOf } from '../full-size.js';
import type { Home } from '../orchestrator/door/homes.js';
import { inMemory, officeHomes, openOffice } from './fax-office.js';

type Act =
  | { readonly do: 'begin'; readonly who: number; readonly what: 'order.begun' | 'paper.begun' } | { readonly do: 'write'; readonly who: number }
  | { readonly do: 'get an address' | 'allow' | 'forbid'; readonly who: number } | { readonly do: 'wait'; readonly days: number } | { readonly do: 'go on' };
const who = fc.integer({ min: 0, max: 3 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant('begin' as const), who, what: fc.constantFrom('order.begun' as const, 'paper.begun' as const) }), fc.record({ do: fc.constant('write' as const), who }),
  fc.record({ do: fc.constantFrom('get an address' as const, 'get an address' as const, 'allow' as const, 'allow' as const, 'forbid' as const), who }), fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 35, 95) }),
  { weight: 4, arbitrary: fc.constant({ do: 'go on' } as const) },
);

const policy = defineRetirement({ noticeMs: 0, leastTold: 0 });
/** Who went elsewhere, and whom it is trusted to, is another matter. */
const ready = { moved: 1, complaints: 0, told: 1, intents: [] };

/** The fax goes as soon as its gates let it, whatever its customers do meanwhile; whenever it is a stage further every run says a word. Answers where it came to, and what was not said. */
async function retire(home: Home, acts: readonly Act[], gates: (known: StageKnown) => StageKnown): Promise<{ readonly stage: RetirementStage; readonly unsaid: number }> {
  const at: { stage: RetirementStage; since: number } = { stage: 'active', since: home.clock.now() };
  const office = openOffice(home, at);
  const known = Array.from({ length: 4 }, (_, n) => [`fax:+4930${n}`, ...(n % 2 === 0 ? [`email:c${n}@example.org`] : [])]);
  const idOf = (n: number): readonly string[] => known[n] ?? [];
  const met = new Set<number>();
  let unsaid = 0;
  const speak = async (): Promise<void> => {
    const before = office.fax.sent.length + office.email.sent.length;
    const { items } = await office.host().list({ kind: 'instance' });
    for (const n of met) await office.accept(idOf(n), 'word.due');
    await home.clock.advance(minutes(1));
    unsaid += items.filter(({ journey }) => journey === 'order' || journey === 'paper').length - (office.fax.sent.length + office.email.sent.length - before);
  };
  for (const one of acts) {
    // after it is gone, who comes with nothing but a fax has lost nothing to it
    if (at.stage === 'retired') break;
    if ('who' in one) met.add(one.who);
    if (one.do === 'begin') await office.accept(idOf(one.who), one.what);
    if (one.do === 'write') await office.accept(idOf(one.who), 'bill.asked', { via: 'fax' });
    if (one.do === 'get an address') {
      known[one.who] = [...new Set([...idOf(one.who), `email:c${one.who}@example.org`])];
      await office.accept(idOf(one.who), 'customer.updated', { data: { locale: 'de' } });
    }
    if (one.do === 'forbid' || one.do === 'allow') await office.accept(idOf(one.who), one.do === 'forbid' ? 'consent.withdrawn' : 'consent.given', { data: { channel: 'email', purpose: 'service' } });
    if (one.do === 'wait') await home.clock.advance(days(one.days));
    if (one.do !== 'go on') continue;
    const to = retirementStages[retirementStages.indexOf(at.stage) + 1] ?? 'retired';
    const use = await readChannelUse(office.host(), { channel: 'fax' });
    const { moves } = judgeStage(policy, gates({ ...stageKnownOf(use, { complaints: 0 }), ...ready }), { from: at.stage, to, at: home.clock.now(), since: at.since });
    if (!moves) continue;
    [at.stage, at.since] = [to, home.clock.now()];
    await home.clock.advance(minutes(1));
    await speak();
  }
  await office.close();
  return { stage: at.stage, unsaid };
}

const asRead = (known: StageKnown): StageKnown => known;
const never = (make: () => Home, gates: typeof asRead) => fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 30 }), async (acts) => {
  const home = make();
  try {
    expect((await retire(home, acts, gates)).unsaid).toBe(0);
  } finally {
    await home.remove();
  }
});

test.each(officeHomes)('a running journey never loses its only channel, whatever its customers do while the fax is retired %s (care-rules section 4, 16)', async (name, make) => {
  await fc.assert(never(make, asRead), { numRuns: runsOf(name === 'in memory' ? { ci: 20, full: 5_000 } : { ci: 4, full: 500 }) });
});

test.each<[string, typeof asRead]>([
  ['that somebody is still on it', (known) => ({ ...known, underWay: 0 })], ['anything of who is there', (known) => ({ ...known, underWay: 0, stranded: [] })],
])('gates that forget %s are noticed', async (_, gates) => {
  const goOn: readonly Act[] = retirementStages.flatMap(() => [{ do: 'wait', days: 10 }, { do: 'go on' }]);
  const acts: readonly Act[] = [...goOn, { do: 'wait', days: 85 }, { do: 'begin', who: 0, what: 'paper.begun' }, { do: 'go on' }];
  // nobody but one who has an e-mail address too comes, and their run knows nothing of it
  expect(await retire(inMemory(), acts, asRead)).toEqual({ stage: 'redirect-only', unsaid: 0 });
  expect(await retire(inMemory(), [...acts, { do: 'wait', days: 35 }, { do: 'go on' }], asRead)).toEqual({ stage: 'retired', unsaid: 0 });
  expect(await retire(inMemory(), acts, gates)).toEqual({ stage: 'retired', unsaid: 1 });
});
