import { describe, expect, test } from 'vitest';
import { createOrchestrator } from 'throughline';
import type { Inbound } from 'throughline/ports';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { createRecordingChannel } from './recording-channel.js';

const unreadable = (id: string, more: object = {}): Inbound => ({ kind: 'unreadable', id, reason: 'InvalidPayload at items.2.text', ...more });

function host(options: { readonly tenants?: 'one' | 'several'; readonly sqlite?: true } = {}) {
  const clock = createTestClock(1_800_000_000_000);
  const channel = createRecordingChannel();
  const store = options.sqlite ? createSqliteStore({ file: ':memory:', durable: 'no', now: () => clock.now() }) : createMemoryStore({ clock });
  const orchestrator = createOrchestrator({ journeys: [], store, clock, channels: { chat: channel }, tenants: options.tenants ?? 'one' });
  const told: unknown[] = [];
  orchestrator.on('event.parked', (what) => told.push(what));
  return { orchestrator, channel, told };
}

describe('an item that a channel could not read', () => {
  test.each(['memory', 'sqlite'])('is kept once, as a dead letter with its cause, and the host is told once (%s)', async (store) => {
    const { orchestrator, channel, told } = host(store === 'sqlite' ? { sqlite: true } : {});
    await orchestrator.start();
    await channel.hear(unreadable('m/1'));
    await channel.hear(unreadable('m/1'), unreadable('m2'));
    const { items } = await orchestrator.list({ kind: 'parked' });
    expect(items).toEqual(['chat:m%2F1', 'chat:m2'].map((id) => ({ tenant: 'default', customer: '~inbound', id: `~inbound/${id}`, journey: '~inbound', status: 'parked', cause: 'InvalidPayload at items.2.text' })));
    expect(told).toHaveLength(2);
    expect(await orchestrator.figures(['events.parked'])).toEqual([2]);
    await orchestrator.close();
  });

  test('does not stop the good ones around it, and its id is free for it when it comes again and can be read', async () => {
    const { orchestrator, channel } = host();
    await orchestrator.start();
    await channel.hear({ kind: 'message', id: 'm1', from: 'ann', text: 'hello' }, unreadable('m2'), { kind: 'message', id: 'm3', from: 'ann', text: 'still there?' });
    await channel.hear({ kind: 'message', id: 'm2', from: 'ann', text: 'in between' });
    expect((await orchestrator.timeline('user:ann')).map((one) => one.text)).toEqual(['in between', 'still there?', 'hello']);
    await orchestrator.close();
  });

  test('shows only a safe word as its cause, whatever its channel says of it', async () => {
    const { orchestrator, channel } = host();
    await orchestrator.start();
    await channel.hear(unreadable('m1', { reason: 'ann@example.org said: my card is 4111' }));
    expect((await orchestrator.list({ kind: 'parked' })).items.map((item) => item.cause)).toEqual(['unreadable']);
    await orchestrator.close();
  });

  test('of an account that nobody knows is kept even where every event must name its tenant', async () => {
    const { orchestrator, channel } = host({ tenants: 'several' });
    await orchestrator.start();
    await channel.hear(unreadable('m1', { reason: 'UnknownAccount' }), unreadable('m2', { tenant: 'acme' }));
    expect((await orchestrator.list({ kind: 'parked' })).items.map((item) => [item.tenant, item.cause])).toEqual(expect.arrayContaining([['~', 'UnknownAccount'], ['acme', 'InvalidPayload at items.2.text']]));
    await orchestrator.close();
  });

  test('cannot be tried again, and says so instead of failing', async () => {
    const { orchestrator, channel } = host();
    await orchestrator.start();
    await channel.hear(unreadable('m1'));
    expect(await orchestrator.redrive({ parked: '~inbound/chat:m1' })).toMatchObject({ done: [], still: { id: '~inbound/chat:m1' } });
    expect(await orchestrator.redrive({ journey: '~inbound' })).toEqual({ done: [] });
    await orchestrator.close();
  });
});
