import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { createOpenTelemetry } from 'throughline/adapters/opentelemetry';
import { channelCases, describeCases } from 'throughline/testing';
import { telegramHarness } from '../../../examples/telegram/telegram-harness.js';

/** A channel that is seen by OpenTelemetry keeps every promise of a channel. */
const exporter = new InMemorySpanExporter();
const telemetry = createOpenTelemetry({ tracerProvider: new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }) });
const harness = {
  ...telegramHarness,
  async create() {
    const { channel, outside } = await telegramHarness.create();
    return { channel: telemetry.channel('telegram', channel), outside };
  },
};
describeCases('telegram, seen by OpenTelemetry', await channelCases(harness), { describe, it });

it('and was seen', () => {
  expect(new Set(exporter.getFinishedSpans().map(({ name }) => name))).toEqual(new Set(['send telegram', 'process telegram']));
});
