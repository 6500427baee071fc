import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/ports/index.js';
import { channelCases, runCases } from '../../src/testing/index.js';
import { without } from '../broken-adapters/break-store.js';
import { createReference } from './acme-channel.js';

describe('the channel cases', () => {
  it('are at least thirty, and each has an id and a clause of its own', async () => {
    const cases = await channelCases({ create: createReference });
    expect(cases.length).toBeGreaterThanOrEqual(30);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    expect(new Set(cases.map(({ clause }) => clause)).size).toBe(cases.length);
  });

  it('of what a channel does not declare are shown as skipped with the reason, and the others run', async () => {
    const create = () => {
      const { channel, outside } = createReference();
      const capabilities = without(channel.capabilities, 'receipts', 'buttons');
      return { channel: { ...channel, capabilities }, outside: without(outside, 'report') };
    };
    const { passed, failed, skipped } = await runCases(await channelCases({ create, quietMs: 5 }));
    expect(failed).toEqual([]);
    expect(skipped).toContainEqual({ id: 'CH-26', reason: 'the channel does not declare `buttons`' });
    expect(skipped.filter(({ reason }) => reason === 'the channel does not declare `receipts`').map(({ id }) => id)).toEqual(['CH-70', 'CH-71', 'CH-72', 'CH-73', 'CH-74']);
    expect(passed.length + skipped.length).toBe((await channelCases({ create })).length);
  });

  it('end also where a channel never answers anything', async () => {
    const never = new Promise<never>(() => {});
    const mute = { send: () => never, close: () => never } satisfies Partial<Channel>;
    const create = () => ({ ...createReference(), channel: { ...createReference().channel, ...mute } });
    const cases = await channelCases({ create, patienceMs: 20, quietMs: 1 });
    const { failed } = await runCases(cases.filter(({ id }) => id === 'CH-07' || id === 'CH-14'));
    expect(failed.map(({ id }) => id)).toEqual(['CH-07', 'CH-14']);
  });

  it('leave nothing behind: every channel they make is closed and every outside taken away, also after a failure', async () => {
    const left: string[] = [];
    const create = () => {
      const { channel, outside } = createReference();
      left.push('channel', 'outside');
      const gone = (what: string): void => void left.splice(left.indexOf(what), 1);
      return { channel: { ...channel, name: 'No Name', close: once(async () => { await channel.close(); gone('channel'); }) }, outside: { ...outside, dispose: () => gone('outside') } };
    };
    expect((await runCases(await channelCases({ create, quietMs: 5 }))).failed.map(({ id }) => id)).toEqual(['CH-01']);
    expect(left).toEqual([]);
  });
});

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
