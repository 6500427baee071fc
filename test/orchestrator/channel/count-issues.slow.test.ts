import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, hours } from 'throughline';
import { defineChannelChoice, defineIntents, type ChannelChoice } from 'throughline/steering';
import { runsOf } from '../../full-size.js';
import { careHost, facilities, helpMany } from './care-channels.js';

const intents = ['bill', 'opening-hours'] as const;
const reading = { intent: {
  table: defineIntents({ intents: { bill: {}, 'opening-hours': {} } }),
  classifier: { contract: 1, name: 'plain', intents, classify: ({ text }: { readonly text: string }) => ({ guesses: [{ intent: text, probability: 0.97 }] }) } as const,
} };
const choice = defineChannelChoice({ ...facilities, success: { windowMs: days(7) } });

/** What happens to customers: a contact ends, somebody comes back, a day or an hour passes, the host is restarted. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ended' as const), who: fc.nat(2), intent: fc.constantFrom(...intents), channel: fc.constantFrom('chat' as const, 'voice' as const), outcome: fc.constantFrom('resolved' as const, 'contained' as const, 'unresolved' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('returned' as const), who: fc.nat(2), intent: fc.constantFrom(...intents) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('passed' as const), ms: fc.constantFrom(hours(1), days(1), days(5)) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restarted' as const }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;
interface Issue { readonly who: number; readonly intent: string; readonly channel: string; readonly at: number; solved: boolean }

/** The rules once more: a contact is solved that was resolved and whose customer did not come back with it within a week, but for the half hour right after. */
function expected(happenings: readonly Happening[]): ReadonlyMap<string, readonly [issues: number, solved: number]> {
  const issues: Issue[] = [];
  let now = 0;
  for (const one of happenings) {
    if (one.kind === 'passed') now += one.ms;
    if (one.kind !== 'returned' && one.kind !== 'ended') continue;
    // who is helped once more came back for it
    const same = issues.filter(({ who, intent, at }) => who === one.who && intent === one.intent && now - at < days(7));
    if (!same.some(({ at }) => now - at < hours(0.5))) for (const issue of same) issue.solved = false;
    if (one.kind === 'ended') issues.push({ ...one, at: now, solved: one.outcome === 'resolved' });
  }
  const sums = new Map<string, readonly [number, number]>();
  for (const { intent, channel, solved } of issues) {
    const [all, good] = sums.get(`${intent} ${channel}`) ?? [0, 0];
    sums.set(`${intent} ${channel}`, [all + 1, good + (solved ? 1 : 0)]);
  }
  return sums;
}

async function counted(happenings: readonly Happening[], table: ChannelChoice = choice): Promise<ReadonlyMap<string, readonly [number, number]>> {
  const host = careHost({ table }, reading);
  await host.orchestrator.start();
  let said = 0;
  for (const one of happenings) {
    if (one.kind === 'passed') await host.clock.advance(one.ms);
    else if (one.kind === 'ended') await helpMany(host, { count: 1, from: one.who, intent: one.intent, channel: one.channel, outcome: one.outcome });
    else if (one.kind === 'returned') await host.chat.hear({ kind: 'message', id: `m${said += 1}`, from: `c${one.who}`, text: one.intent });
    else {
      await host.orchestrator.close();
      host.reopen();
      await host.orchestrator.start();
    }
  }
  await host.clock.advance(days(9));
  const sums = new Map<string, readonly [number, number]>();
  const now = host.clock.now();
  for (const intent of intents) {
    const names = choice.sumsOf(intent, now);
    const amounts = await host.orchestrator.figures(names);
    names.forEach((name, i) => {
      const [what = '', , ...pair] = name.split(' ');
      const key = (JSON.parse(pair.join(' ')) as readonly string[]).join(' ');
      const [all, good] = sums.get(key) ?? [0, 0];
      if ((amounts[i] ?? 0) > 0) sums.set(key, what === 'issues' ? [all + (amounts[i] ?? 0), good] : [all, good + (amounts[i] ?? 0)]);
    });
  }
  await host.orchestrator.close();
  return sums;
}

test('every contact that ended is counted once, and as solved only where the customer did not come back, whatever happens in between', async () => {
  await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 14 }), async (happenings) => {
    expect(await counted(happenings)).toEqual(expected(happenings));
  }), { numRuns: runsOf({ ci: 40, full: 5_000 }) });
});

describe('a count would be found out that', () => {
  const planted: readonly (readonly [string, Partial<ChannelChoice>])[] = [
    ['does not hear that somebody came back', { follow: (pending, news) => (news.kind === 'contact' ? pending : choice.follow(pending, news)) }],
    ['takes thanks for coming back', { sameContactMs: 0 }],
    ['counts what is contained as solved', { follow: (pending, news) => choice.follow(pending, news.kind === 'outcome' && news.outcome === 'contained' ? { ...news, outcome: 'resolved' } : news) }],
    ['counts three days early', { settle: (pending, now) => { const { nextAt, ...rest } = choice.settle(pending, now + days(3)); return { ...rest, ...(nextAt !== undefined && { nextAt: nextAt - days(3) }) }; } }],
    ['counts again what it counted', { settle: (pending, now) => { const { sums, ...rest } = choice.settle(pending, now); return { ...rest, sums: [...sums, ...sums] }; } }],
  ];

  test.each(planted)('%s', async (_, members) => {
    const found = await fc.check(fc.asyncProperty(fc.array(happening, { minLength: 6, maxLength: 14 }), async (happenings) => {
      expect(await counted(happenings, { ...choice, ...members })).toEqual(expected(happenings));
    }), { seed: 6, numRuns: 400, endOnFailure: true });
    expect(found.failed).toBe(true);
  });
});
