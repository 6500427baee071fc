import { metrics, trace, ValueType, type Counter, type Histogram, type Meter, type MeterProvider, type Tracer, type TracerProvider, type UpDownCounter } from '@opentelemetry/api';
import { metricNames, scope } from './telemetry-names.js';

/** Where spans and metrics go; the providers that the application has registered where absent. */
export interface OpenTelemetryConfig {
  readonly tracerProvider?: TracerProvider;
  readonly meterProvider?: MeterProvider;
}

/** A tracer and one instrument for each metric. */
export interface Instruments {
  readonly tracer: Tracer;
  readonly durations: { readonly [N in 'accept' | 'send' | 'process']: Histogram };
  readonly counters: { readonly [N in 'sent' | 'consumed' | 'events' | 'refused' | 'runs' | 'messages' | 'effects' | 'handoffs' | 'lookUps' | 'faults']: Counter };
  readonly openCircuits: UpDownCounter;
}

/** as OpenTelemetry advises for durations in seconds */
const explicitBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Makes the instruments once. */
export function createInstruments({ tracerProvider = trace.getTracerProvider(), meterProvider = metrics.getMeterProvider() }: OpenTelemetryConfig): Instruments {
  const meter = meterProvider.getMeter(scope);
  const counter = (of: keyof typeof metricNames): Counter => counterOf(meter, of);
  return {
    tracer: tracerProvider.getTracer(scope),
    durations: { accept: histogramOf(meter, 'acceptDuration'), send: histogramOf(meter, 'sendDuration'), process: histogramOf(meter, 'processDuration') },
    counters: {
      sent: counter('sent'), consumed: counter('consumed'), events: counter('events'), refused: counter('refused'), runs: counter('runs'), messages: counter('messages'),
      effects: counter('effects'), handoffs: counter('handoffs'), lookUps: counter('lookUps'), faults: counter('faults'),
    },
    openCircuits: meter.createUpDownCounter(metricNames.openCircuits.name, { ...metricNames.openCircuits, valueType: ValueType.INT }),
  };
}

const counterOf = (meter: Meter, of: keyof typeof metricNames): Counter => meter.createCounter(metricNames[of].name, { ...metricNames[of], valueType: ValueType.INT });
const histogramOf = (meter: Meter, of: keyof typeof metricNames): Histogram => meter.createHistogram(metricNames[of].name, { ...metricNames[of], advice: { explicitBucketBoundaries } });
