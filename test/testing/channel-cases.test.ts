import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { JourneyError } from '../../src/errors/index.js';
import { readJson, type Channel } from '../../src/ports/index.js';
import { channelCases, runCases, type Said } from '../../src/testing/index.js';
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

  it('of a transport of its own say that a channel has none, before they ask its harness for one', async () => {
    const create = () => {
      const { channel, outside } = createReference();
      return { channel: without(channel, 'open'), outside: without(outside, 'say', 'pour') };
    };
    const reasons = (await channelCases({ create })).flatMap(({ id, skip }) => (skip === undefined ? [] : [`${id}: ${skip}`]));
    const none = 'the channel has no `open`, so it has no transport of its own';
    expect(reasons).toEqual(['CH-11', 'CH-50', 'CH-51', 'CH-52', 'CH-53', 'CH-54'].map((id) => `${id}: ${none}`));
  });

  it('let a technology lose the spaces around a text where its harness says so, and hold it to those within', async () => {
    const create = () => {
      const { channel, outside } = createReference();
      const open: Channel['open'] = async (deliver) => channel.open?.((all) => deliver(all.map((one) => (one.kind === 'message' ? { ...one, text: one.text.trim() } : one))));
      return { channel: { ...channel, open }, outside: { ...outside, loses: ['around'] as const } };
    };
    const { passed, failed, skipped } = await runCases((await channelCases({ create })).filter(({ id }) => id === 'CH-75' || id === 'CH-76'));
    expect({ passed, failed, skipped }).toEqual({ passed: ['CH-75'], failed: [], skipped: [{ id: 'CH-76', reason: 'the technology loses spaces and line ends around a text' }] });
  });

  it('are fair to a provider whose body is one message, with nothing around it', async () => {
    const flat = z.object({ id: z.string(), from: z.string(), text: z.string() });
    const create = () => {
      const { channel, outside } = createReference();
      const receive: Channel['receive'] = (_, bytes) => {
        const read = flat.safeParse(readJson(bytes));
        if (!read.success) throw new JourneyError('InvalidPayload', 'The body is no message.');
        return { inbound: [{ kind: 'message', ...read.data }] };
      };
      const request = (said: Said): Request => new Request('https://shop.example/hook', { method: 'POST', body: JSON.stringify(said) });
      return { channel: { ...without(channel, 'open', 'verify'), receive }, outside: { ...without(outside, 'say', 'pour', 'forge', 'together', 'handshake', 'reply', 'echo', 'report'), request } };
    };
    const wanted = ['CH-39', 'CH-45', 'CH-66', 'CH-67', 'CH-75', 'CH-76', 'CH-77'];
    const { passed, failed } = await runCases((await channelCases({ create, quietMs: 5 })).filter(({ id }) => wanted.includes(id)));
    expect([failed, passed.toSorted()]).toEqual([[], wanted]);
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
