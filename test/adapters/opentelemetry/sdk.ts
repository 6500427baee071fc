import { MeterProvider, InMemoryMetricExporter, PeriodicExportingMetricReader, AggregationTemporality, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { onTestFinished } from 'vitest';
import { createOpenTelemetry, type OpenTelemetry } from 'throughline/adapters/opentelemetry';

/** An application's SDK that keeps what it is told. */
export interface Sdk {
  readonly telemetry: OpenTelemetry;
  spans(): readonly ReadableSpan[];
  metrics(): Promise<ResourceMetrics>;
}

/** Registers nothing globally, so that tests stand side by side. */
export function createSdk(): Sdk {
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const reader = new PeriodicExportingMetricReader({ exporter: new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE), exportIntervalMillis: 2 ** 31 - 1 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  onTestFinished(async () => { await Promise.all([tracerProvider.shutdown(), meterProvider.shutdown()]); });
  return { telemetry: createOpenTelemetry({ tracerProvider, meterProvider }), spans: () => exporter.getFinishedSpans(), metrics: async () => (await reader.collect()).resourceMetrics };
}

/** Each number that was counted, by its metric and its labels in order. */
export async function counted(sdk: Sdk, metric: string): Promise<readonly (readonly [labels: string, value: unknown])[]> {
  const { scopeMetrics } = await sdk.metrics();
  return scopeMetrics.flatMap(({ metrics }) => metrics).filter(({ descriptor }) => descriptor.name === metric)
    .flatMap(({ dataPoints }) => dataPoints.map(({ attributes, value }) => [Object.entries(attributes).map(([name, said]) => `${name}=${String(said)}`).toSorted().join(' '), value] as const))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}
