import { describe, expect, it } from 'vitest';
import { channelCases, runCases, type ChannelUnderTest } from '../../src/testing/index.js';
import { createReference } from '../testing/acme-channel.js';
import { brokenChannels } from './broken-channels.js';

const hurried = (create: () => ChannelUnderTest) => ({ create, patienceMs: 1_000, quietMs: 10 });

describe('a channel that breaks one clause fails the cases of that clause and no others: one that', () => {
  it.each(brokenChannels.map((broken) => [broken.name, broken] as const))('%s', async (_, { fails, begin }) => {
    const broken = begin();
    const { failed } = await runCases(await channelCases(hurried(() => broken(createReference()))));
    expect(failed.map(({ id }) => id).join(' ')).toBe(fails);
  });
});

describe('the channel cases', () => {
  it('all run on a channel that can do everything, and it keeps them', async () => {
    const cases = await channelCases({ create: createReference });
    const { passed, failed, skipped } = await runCases(cases);
    expect([failed, skipped]).toEqual([[], []]);
    expect(passed).toEqual(cases.map(({ id }) => id));
  });

  it('are each caught out by at least one broken channel', async () => {
    const caught = new Set(brokenChannels.flatMap(({ fails }) => fails.split(' ')));
    expect((await channelCases({ create: createReference })).filter(({ id }) => !caught.has(id))).toEqual([]);
  });
});
