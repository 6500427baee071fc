import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, hours, minutes } from 'throughline';
import { defineChannelChoice, defineIntents, type ChannelChoice } from 'throughline/steering';
import { runsOf } from '../../full-size.js';
import { careHost, facilities, helpMany } from './care-channels.js';

const intents = ['bill', 'opening-hours'] as const;
const reading = { intent: {
  table: defineIntents({ intents: { bill: {}, 'opening-hours': {} } }),
  classifier: { contract: 1, name: 'plain', intents, classify: ({ text }: { readonly text: string }) => ({ guesses: [{ intent: text, probability: 0.97 }] }) } as const,
} };
const choice = defineChannelChoice({ ...facilities, success: { windowMs: days(7) } });
/** to whom nothing is the same contact */
const hasty = defineChannelChoice({ ...facilities, success: { windowMs: days(7) }, sameContactMs: 0 });

/** What happens to customers: a contact ends, somebody comes back, a day or an hour passes, the host is restarted. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ended' as const), who: fc.nat(2), intent: fc.constantFrom(...intents), channel: fc.constantFrom('chat' as const, 'voice' as const), outcome: fc.constantFrom('resolved' as const, 'contained' as const, 'unresolved' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('returned' as const), who: fc.nat(2), intent: fc.constantFrom(...intents), channel: fc.constantFrom('chat' as const, 'sms' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('passed' as const), ms: fc.constantFrom(minutes(20), hours(1), days(1), days(5)) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restarted' as const }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;
/** Something told of a customer's one intent: they were heard with it, or it is said how a contact ended. */
interface Told { readonly who: number; readonly intent: string; readonly channel: string; readonly at: number; readonly outcome?: string }

function toldIn(happenings: readonly Happening[]): readonly Told[] {
  let at = 0;
  return happenings.flatMap((one): readonly Told[] => {
    if (one.kind === 'passed') at += one.ms;
    if (one.kind !== 'returned' && one.kind !== 'ended') return [];
    const heard = { who: one.who, intent: one.intent, channel: one.channel, at };
    // whoever is helped came for it first
    return one.kind === 'ended' ? [heard, { ...heard, outcome: one.outcome }] : [heard];
  });
}

/**
 * The rules once more: a contact is solved that was resolved by the last word on it, and whose customer was not heard with it again within a week, but
 * for the half hour right after on the same channel.
 */
function expected(happenings: readonly Happening[]): ReadonlyMap<string, readonly [issues: number, solved: number]> {
  const told = toldIn(happenings);
  const issues = told.flatMap((one, index) => {
    const { channel, outcome } = one;
    if (outcome === undefined) return [];
    const isSame = (later: Told): boolean => later.channel === channel && later.at - one.at < minutes(30);
    const next = told.slice(index + 1).find((later) => later.who === one.who && later.intent === one.intent && !(later.outcome === undefined && isSame(later)));
    if (next?.outcome !== undefined && isSame(next)) return [];
    return [{ intent: one.intent, channel, solved: outcome === 'resolved' && (next === undefined || next.at - one.at >= days(7)) }];
  });
  const sums = new Map<string, readonly [number, number]>();
  for (const { intent, channel, solved } of issues) {
    const [all, good] = sums.get(`${intent} ${channel}`) ?? [0, 0];
    sums.set(`${intent} ${channel}`, [all + 1, good + (solved ? 1 : 0)]);
  }
  return sums;
}

const phoneOf = (who: number): string => `+491511234567${who}`;

async function counted(happenings: readonly Happening[], table: ChannelChoice = choice): Promise<ReadonlyMap<string, readonly [number, number]>> {
  const host = careHost({ table }, reading);
  await host.orchestrator.start();
  let said = 0;
  for (const who of [0, 1, 2]) await host.orchestrator.accept({ id: `known ${who}`, source: 'test', type: 'news.due', data: {}, who: [`user:c${who}`, `phone:${phoneOf(who)}`] });
  for (const one of happenings) {
    if (one.kind === 'passed') await host.clock.advance(one.ms);
    else if (one.kind === 'ended') await helpMany(host, { count: 1, from: one.who, intent: one.intent, channel: one.channel, outcome: one.outcome });
    else if (one.kind === 'returned') await host[one.channel].hear({ kind: 'message', id: `m${said += 1}`, from: one.channel === 'chat' ? `c${one.who}` : phoneOf(one.who), text: one.intent });
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
    ['takes thanks for coming back', { follow: (pending, news) => (news.kind === 'contact' ? hasty : choice).follow(pending, news) }],
    ['takes who comes by another channel for who gives thanks', { follow: (pending, news) => choice.follow(pending, news.kind === 'contact' ? { kind: news.kind, intent: news.intent, at: news.at } : news) }],
    ['counts a contact for each word on how it ended', { follow: (pending, news) => (news.kind === 'outcome' ? hasty : choice).follow(pending, news) }],
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
