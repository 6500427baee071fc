import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, minutes, type JourneyError } from 'throughline';
import { attributeNames, createOpenTelemetry, metricNames } from 'throughline/adapters/opentelemetry';
import { eventLabel } from '../../../adapters/opentelemetry/closed-labels.js';
import { createHost, type TestHost } from '../../orchestrator/host.js';
import { createRecordingChannel } from '../../orchestrator/recording-channel.js';
import { counted, createSdk, type Sdk } from './sdk.js';

const secret = 'SECRET-OF-ANN';
const { setup } = defineJourney({
  id: 'order', version: 3, ttlMs: days(30), facts: {}, channels: { chat: ['text'] },
  events: { 'order.placed': z.object({ note: z.string() }), 'order.paid': z.object({}), 'message.received': z.object({ text: z.string() }), 'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }) },
  entry: { on: ['order.placed'], reentry: { mode: 'after-exit' } },
});
const order = setup({ delays: { soon: minutes(1) } }).createMachine({
  context: {},
  initial: 'placed',
  states: {
    placed: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: `Thanks, ${secret}.` } }, on: { 'order.paid': 'paid', 'message.failed': 'unreachable' } },
    unreachable: { on: { 'order.paid': 'paid' } },
    paid: { type: 'final' },
  },
});

interface Watched { readonly sdk: Sdk; readonly host: TestHost; readonly chat: ReturnType<typeof createRecordingChannel>; readonly accept: TestHost['orchestrator']['accept'] }

function watch(answer?: Parameters<typeof createRecordingChannel>[0]): Watched {
  const sdk = createSdk();
  const chat = createRecordingChannel(answer);
  const host = createHost([order], chat, { channels: { chat: sdk.telemetry.channel('chat', chat) } });
  onTestFinished(() => host.orchestrator.close());
  const stop = sdk.telemetry.count(host.orchestrator);
  onTestFinished(stop);
  return { sdk, host, chat, accept: sdk.telemetry.accept(host.orchestrator) };
}
const placed = (id: string, note = secret) => ({ id, source: secret, type: 'order.placed', data: { note }, who: [`user:${secret}`] });

test('each call of accept is a span that says which event it was and which runs of which version it moved', async () => {
  const { sdk, accept } = watch();
  await accept(placed('e1'));
  await accept(placed('e1'));
  expect(sdk.spans().filter(({ name }) => name.startsWith('accept')).map(({ name, kind, attributes, status }) => ({ name, kind, attributes, status }))).toEqual([
    { name: 'accept order.placed', kind: SpanKind.INTERNAL, status: { code: SpanStatusCode.UNSET }, attributes: { [attributeNames.event]: 'order.placed', [attributeNames.status]: 'handled', [attributeNames.moved]: ['order@3'] } },
    { name: 'accept order.placed', kind: SpanKind.INTERNAL, status: { code: SpanStatusCode.UNSET }, attributes: { [attributeNames.event]: 'order.placed', [attributeNames.status]: 'duplicate' } },
  ]);
  expect((await counted(sdk, metricNames.acceptDuration.name)).map(([labels]) => labels)).toEqual(['throughline.event.type=order.placed throughline.status=duplicate', 'throughline.event.type=order.placed throughline.status=handled']);
});

test('what is refused at a door is counted by its door and its code, and by nothing that somebody wrote', async () => {
  const { sdk, host, chat, accept } = watch();
  await accept(placed('e1'));
  for (const event of [placed('e1', 'another'), { ...placed('e2'), type: `xstate.${secret}` }]) await accept(event).catch(() => {});
  await chat.hear({ kind: 'message', id: `${secret}\u200b`, from: secret, text: secret }).catch(() => {});
  expect(await counted(sdk, metricNames.refused.name)).toEqual([
    ['error.type=EventIdConflict throughline.door=accept', 1], ['error.type=InvalidEventId messaging.destination.name=chat throughline.door=channel', 1], ['error.type=ReservedEventType throughline.door=accept', 1],
  ]);
  expect(await host.orchestrator.figures(['events.accepted'])).toEqual([1]);
});

test('a message is a span of its channel, and one that was refused has failed', async () => {
  const { sdk, host, accept } = watch(() => ({ status: 'refused', code: `550 no such user ${secret}` }));
  await accept(placed('e1'));
  await host.settle();
  const send = sdk.spans().find(({ name }) => name === 'send chat');
  expect(send).toMatchObject({ kind: SpanKind.PRODUCER, status: { code: SpanStatusCode.ERROR }, attributes: { 'messaging.system': 'recording', 'messaging.destination.name': 'chat', 'messaging.operation.name': 'send', 'messaging.operation.type': 'send', 'throughline.purpose': 'service', 'error.type': 'refused' } });
  expect(await counted(sdk, 'messaging.client.sent.messages')).toEqual([[expect.stringContaining('messaging.destination.name=chat'), 1]]);
  expect(await counted(sdk, metricNames.effects.name)).toEqual([['error.type=_OTHER throughline.effect.kind=send throughline.status=dead', 1]]);
});

test('what a channel brings is a span around all that is decided by it, and how many it brought', async () => {
  const { sdk, host, chat } = watch();
  await host.orchestrator.start();
  await chat.hear({ kind: 'message', id: 'm1', from: secret, text: secret }, { kind: 'message', id: 'm2', from: secret, text: secret });
  expect(sdk.spans()).toMatchObject([{ name: 'process chat', kind: SpanKind.CONSUMER, attributes: { 'messaging.system': 'recording', 'messaging.batch.message_count': 2 } }]);
  expect(await counted(sdk, 'messaging.client.consumed.messages')).toEqual([[expect.any(String), 2]]);
});

test('a request of a provider is a span of its channel, which keeps what it is able to do', async () => {
  const sdk = createSdk();
  const provider = { ...createRecordingChannel(), limits: { perSecond: 5 }, async verify() { return true; }, receive: () => ({ inbound: [{ kind: 'message', id: 'm1', from: secret, text: secret } as const] }) };
  const { verify, receive, close, ...rest } = sdk.telemetry.channel('sms', provider);
  const request = new Request('https://example.org');
  expect(await verify?.(request, new Uint8Array())).toBe(true);
  expect(await receive?.(request, new Uint8Array())).toEqual({ inbound: [{ kind: 'message', id: 'm1', from: secret, text: secret }] });
  await close();
  expect(sdk.spans()).toMatchObject([{ name: 'receive sms', kind: SpanKind.CLIENT, attributes: { 'messaging.operation.name': 'receive', 'messaging.batch.message_count': 1 } }]);
  expect(await counted(sdk, 'messaging.client.consumed.messages')).toEqual([[expect.stringContaining('messaging.destination.name=sms'), 1]]);
  expect(rest).toMatchObject({ contract: 1, name: 'recording', identityNamespace: 'user', capabilities: provider.capabilities, limits: provider.limits });
  expect(sdk.telemetry.channel('quiet', { contract: 1, name: 'quiet', identityNamespace: 'user', capabilities: {}, close: async () => {} })).not.toHaveProperty('send');
});

test('runs, messages and events are counted by what became of them, with the version that runs began on', async () => {
  const { sdk, host, accept } = watch();
  await accept(placed('e1'));
  await host.settle();
  await accept({ id: 'e2', source: 'shop', type: 'order.paid', data: {}, who: [`user:${secret}`] });
  expect(await counted(sdk, metricNames.runs.name)).toEqual([
    ['throughline.journey.version=3 throughline.journey=order throughline.status=started', 1],
    ['throughline.journey=order throughline.reason=done throughline.status=ended', 1],
    ['throughline.journey=order throughline.status=moved', 1],
  ]);
  expect((await counted(sdk, metricNames.messages.name)).map(([, value]) => value)).toEqual([1, 1]);
  expect(await counted(sdk, metricNames.events.name)).toEqual([['throughline.event.type=order.paid throughline.status=handled', 1], ['throughline.event.type=order.placed throughline.status=handled', 1]]);
});

test('a channel that fails again and again is one open circuit, and none once it answers', async () => {
  let isDown = true;
  const { sdk, host, accept } = watch((message) => {
    if (isDown) throw new Error(secret);
    return { status: 'sent', providerId: message.key };
  });
  for (let n = 0; n < 6; n += 1) await accept({ ...placed(`e${n}`), who: [`user:${n}`] });
  await host.clock.advance(minutes(30));
  expect(await counted(sdk, metricNames.openCircuits.name)).toEqual([['throughline.target=channel:chat', 1]]);
  isDown = false;
  await host.clock.advance(minutes(30));
  expect(await counted(sdk, metricNames.openCircuits.name)).toEqual([['throughline.target=channel:chat', 0]]);
});

test('nobody finds out from what is exported who a customer is, where they are reached or what was said', async () => {
  let answers = 0;
  const { sdk, host, chat, accept } = watch((message) => {
    answers += 1;
    if (answers === 1) throw new Error(`${secret} ${message.to}`);
    return answers === 2 ? { status: 'refused', code: secret } : { status: 'sent', providerId: `${secret}-${answers}` };
  });
  await host.orchestrator.start();
  await accept(placed(`${secret}-1`));
  await host.clock.advance(minutes(5));
  await accept({ ...placed(`${secret}-2`), who: [`email:${secret}@example.org`, `user:${secret}-2`] });
  await host.settle();
  await chat.hear({ kind: 'message', id: secret, from: secret, text: secret }, { kind: 'receipt', id: `${secret}-3`, providerId: `${secret}-3`, state: 'failed' }, { kind: 'unreadable', id: `${secret}-4`, reason: secret });
  // what no journey declares may be anything
  await host.orchestrator.accept({ id: 'x', source: secret, type: secret.toLowerCase(), data: { secret }, who: [`user:${secret}`] });
  const strange = { id: 'y', source: secret, type: `${secret} ${secret}`, data: {}, who: ['user:x'] };
  await expect(accept(strange)).rejects.toThrow();
  const again = { id: 'z', source: secret, type: `${secret.toLowerCase()}.asked`, data: { secret }, who: [`user:${secret}`] };
  await accept(again);
  await accept(again);
  const [run] = (await host.orchestrator.list({ kind: 'instance' })).items;
  await host.orchestrator.cancel(run?.id ?? '', { reason: secret });
  await host.settle();

  const spans = sdk.spans();
  const exported = JSON.stringify([spans.map(({ name, attributes, status, events, links, resource }) => [name, attributes, status, events, links, resource.attributes]), await sdk.metrics()]);
  expect(spans.length).toBeGreaterThan(5);
  expect(exported).toContain('order.placed');
  expect(exported.toLowerCase()).not.toContain(secret.toLowerCase());
  expect(exported).not.toContain('example.org');
  // no name but those that are listed
  const names = new Set<string>(Object.values(attributeNames));
  const labels = [...spans.flatMap(({ attributes }) => Object.keys(attributes)), ...(await sdk.metrics()).scopeMetrics.flatMap(({ metrics }) => metrics.flatMap(({ dataPoints }) => dataPoints.flatMap(({ attributes }) => Object.keys(attributes))))];
  expect(labels.filter((label) => !names.has(label))).toEqual([]);
  const metrics = (await sdk.metrics()).scopeMetrics.flatMap(({ metrics: all }) => all.map(({ descriptor }) => descriptor.name));
  expect(metrics.filter((name) => !Object.values(metricNames).some((known) => known.name === name))).toEqual([]);
});

test('a type that looks like a telephone number is no label, though a journey declares it', async () => {
  expect(eventLabel('call.4915112345678', { status: 'handled' } as never)).toBe('_OTHER');
  expect(eventLabel('call.missed', { status: 'handled' } as never)).toBe('call.missed');
});

test('an event that breaks the contract is a span that failed by its code, and still fails', async () => {
  const { sdk, accept } = watch();
  await expect(accept({ ...placed('e1'), who: [] })).rejects.toMatchObject({ code: expect.any(String) } satisfies Partial<Record<keyof JourneyError, unknown>>);
  const [span] = sdk.spans();
  expect(span).toMatchObject({ name: 'accept', status: { code: SpanStatusCode.ERROR }, events: [] });
  expect(span?.status.message).toBeUndefined();
  expect(span?.attributes[attributeNames.errorType]).toMatch(/^[A-Z][A-Za-z]+$/);
});

test('without an SDK everything works, and nothing is told to anybody', async () => {
  const telemetry = createOpenTelemetry();
  const chat = createRecordingChannel();
  const host = createHost([order], chat, { channels: { chat: telemetry.channel('chat', chat) } });
  onTestFinished(() => host.orchestrator.close());
  const stop = telemetry.count(host.orchestrator);
  expect(await telemetry.accept(host.orchestrator)(placed('e1'))).toMatchObject({ status: 'handled' });
  await host.settle();
  expect(chat.sent).toHaveLength(1);
  stop();
  stop();
});

test('who counts no more hears nothing more', async () => {
  const sdk = createSdk();
  const host = createHost([order]);
  onTestFinished(() => host.orchestrator.close());
  const stop = sdk.telemetry.count(host.orchestrator);
  await host.orchestrator.accept(placed('e1'));
  stop();
  await host.orchestrator.accept({ ...placed('e2'), who: ['user:bo'] });
  expect(await counted(sdk, metricNames.events.name)).toEqual([[expect.any(String), 1]]);
});
