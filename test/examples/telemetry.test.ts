import { InMemorySpanExporter, BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { trace } from '@opentelemetry/api';
import { expect, onTestFinished, test } from 'vitest';
import { noData, defineJourney, days } from 'throughline';
import { createMemoryStore } from 'throughline/testing';
import { createHost } from '../../examples/telemetry/host.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

test('a host shows in whatever SDK the application has registered', async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  trace.setGlobalTracerProvider(provider);
  onTestFinished(async () => {
    trace.disable();
    await provider.shutdown();
  });
  const { setup } = defineJourney({ id: 'visit', version: 1, ttlMs: days(1), facts: {}, channels: { chat: ['text'] }, events: { 'visit.began': noData }, entry: { on: ['visit.began'], reentry: { mode: 'after-exit' } } });
  const visit = setup({}).createMachine({ context: {}, initial: 'here', states: { here: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Hello.' } }, after: { [days(1)]: 'gone' } }, gone: { type: 'final' } } });
  const { host, accept } = createHost({ journeys: [visit], store: createMemoryStore(), chat: createRecordingChannel() });
  onTestFinished(() => host.close());
  await accept({ id: 'e1', source: 'web', type: 'visit.began', data: {}, who: ['user:ann'] });
  await expect.poll(() => exporter.getFinishedSpans().map(({ name }) => name).toSorted((one, other) => (one < other ? -1 : 1))).toEqual(['accept visit.began', 'send chat']);
});
