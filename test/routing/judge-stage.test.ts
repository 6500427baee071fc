import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days } from '../../src/model/duration.js';
import { judgeStage, type StageAsked, type StageKnown, type StageReason } from '../../src/routing/judge-stage.js';
import { defineRetirement, type RetirementPolicyOptions } from '../../src/routing/retirement-policy.js';
import { retirementStages, type RetirementStage } from '../../src/routing/retirement-stage.js';
import { runsOf } from '../full-size.js';
import { refusalOf } from '../model/refusal-of.js';

const policy = defineRetirement();
const ready: StageKnown = { moved: 1, complaints: 0, told: 1, intents: [{ intent: 'bill', trustedElsewhere: true }], stranded: [], underWay: 0 };
const later = days(1_000);
const move = (from: RetirementStage, to: RetirementStage, but: Partial<StageKnown & StageAsked> = {}): readonly unknown[] => {
  const { moves, checks } = judgeStage(policy, { ...ready, ...but }, { from, to, since: 0, at: later, ...but });
  const failed = checks.flatMap((check) => check.failed ?? []);
  expect(moves).toBe(failed.length === 0);
  return failed;
};

describe('retiring a channel', () => {
  test('goes one stage at a time where every gate is open', () => {
    retirementStages.slice(1).forEach((to, index) => expect(move(retirementStages[index] ?? 'retired', to)).toEqual([]));
    expect(move('active', 'announced')).toEqual(['not-the-next']);
    expect(move('drain', 'drain')).toEqual(['not-the-next']);
  });
  test.each<[StageReason, RetirementStage, RetirementStage, Partial<StageKnown & StageAsked>, Partial<StageKnown & StageAsked>]>([
    ['too-soon', 'announced', 'inbound-restricted', { at: days(90) - 1 }, { at: days(90) }],
    ['too-soon', 'redirect-only', 'retired', { at: days(90) - 1 }, { at: days(90) }],
    ['too-few-told', 'announced', 'inbound-restricted', { told: 0.979 }, { told: 0.98 }],
    ['too-few-told', 'inbound-restricted', 'drain', { told: Number.NaN }, {}],
    ['too-few-moved', 'announced', 'inbound-restricted', { moved: 0.49 }, { moved: 0.5 }],
    ['too-few-moved', 'inbound-restricted', 'drain', { moved: 0.79 }, { moved: 0.8 }],
    ['too-few-moved', 'drain', 'redirect-only', { moved: Number.NaN }, { moved: 0.95 }],
    ['too-many-complaints', 'active', 'discouraged', { complaints: 0.021 }, { complaints: 0.02 }],
    ['alternative-unproven', 'active', 'discouraged', { intents: [...ready.intents, { intent: 'move', trustedElsewhere: false }] }, { intents: [] }],
    ['customers-stranded', 'inbound-restricted', 'drain', { stranded: ['deaf'] }, {}],
    ['still-under-way', 'drain', 'redirect-only', { underWay: 1 }, {}],
  ])('waits where it is %s: from %s to %s', (reason, from, to, closed, open) => {
    expect(move(from, to, closed)).toEqual([reason]);
    expect(move(from, to, open)).toEqual([]);
  });
  test('says which matter nobody else solves, whom it would leave behind, and when its time has come', () => {
    const { checks } = judgeStage(policy, { ...ready, intents: [{ intent: 'move', trustedElsewhere: false }], stranded: ['deaf'] }, { from: 'inbound-restricted', to: 'drain', since: 5, at: 4 });
    expect(checks).toEqual(expect.arrayContaining([{ check: 'alternatives', failed: 'alternative-unproven', by: ['move'] }, { check: 'stranded', failed: 'customers-stranded', by: ['deaf'] }, { check: 'time', failed: 'too-soon', until: 5 }]));
  });
  test('may be closed to the others while it is kept for those who have no other', () => {
    expect(move('announced', 'inbound-restricted', { stranded: ['deaf'], underWay: 9 })).toEqual([]);
  });
  test('may be announced to who was not told yet', () => {
    expect(move('discouraged', 'announced', { told: 0 })).toEqual([]);
  });
  test('can be taken back as long as anybody is served there, whatever the figures say, and not after', () => {
    const worst = { moved: 0, complaints: 1, told: 0, stranded: ['deaf'], underWay: 9, at: 0 };
    for (const from of ['discouraged', 'announced', 'inbound-restricted', 'drain'] as const) expect(move(from, 'active', worst)).toEqual([]);
    expect(move('redirect-only', 'drain')).toEqual(['too-late-to-go-back']);
    expect(move('retired', 'active')).toEqual(['too-late-to-go-back']);
  });
  const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> => fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
  const someKnown: fc.Arbitrary<StageKnown> = fc.record({
    moved: mostly(1, 0, Number.NaN), complaints: mostly(0, 1), told: mostly(1, 0), intents: mostly(ready.intents, [{ intent: 'move', trustedElsewhere: false }]), stranded: mostly<readonly string[]>([], ['deaf']), underWay: mostly(0, 1),
  });
  const leavesNobody = (judge: typeof judgeStage) => fc.property(fc.array(fc.record({ known: someKnown, steps: mostly(1, -1, 2), ms: mostly(days(100), 0, days(89)) }), { maxLength: 20 }), (asks) => {
    let [stage, since, now]: [RetirementStage, number, number] = ['active', 0, 0];
    for (const { known, steps, ms } of asks) {
      now += ms;
      const to: RetirementStage | undefined = retirementStages[retirementStages.indexOf(stage) + steps];
      if (to === undefined || !judge(policy, known, { from: stage, to, at: now, since }).moves) continue;
      if (to === 'redirect-only' || to === 'retired') expect(known).toEqual(ready);
      if (to === 'retired') expect(now - since).toBeGreaterThanOrEqual(days(90));
      [stage, since] = [to, now];
    }
  });
  test('never comes to where nobody is served while somebody has no other channel or is still on it, in whatever order it is tried', () => {
    fc.assert(leavesNobody(judgeStage), { numRuns: runsOf({ ci: 1_000, full: 100_000 }) });
  });
  test.each<[string, Partial<StageKnown & StageAsked>]>([
    ['who has no other channel', { stranded: [] }], ['what is under way', { underWay: 0 }], ['what nobody else solves', { intents: [] }], ['who stayed', { moved: 1 }], ['complaints', { complaints: 0 }], ['who was told', { told: 1 }], ['the notice', { since: -1e12 }],
  ])('that forgets %s is noticed', (_, but) => {
    expect(fc.check(leavesNobody((rules, known, asked) => judgeStage(rules, { ...known, ...but }, { ...asked, ...but })), { numRuns: 20_000, endOnFailure: true }).failed).toBe(true);
  });
  test('by a policy that makes no sense is refused by name', () => {
    for (const options of [{ mostComplaints: 2 }, { leastTold: -1 }, { noticeMs: -1 }, { redirectMs: days(89) }, { movedFor: { drain: Number.NaN } }] satisfies readonly RetirementPolicyOptions[]) {
      const refusal = refusalOf(() => defineRetirement(options));
      expect(refusal.code).toBe('InvalidOptions');
      expect(refusal.message).toContain(`retirement.${Object.keys(options)[0]}`);
    }
    expect(defineRetirement({ movedFor: { drain: 0.7 } }).movedFor).toEqual({ active: 0, discouraged: 0, announced: 0, 'inbound-restricted': 0.5, drain: 0.7, 'redirect-only': 0.95, retired: 0.95 });
  });
});
