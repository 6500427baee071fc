import type { Channel } from '../../src/ports/channel.js';
import { countEvents, type TellsEvents } from './count-events.js';
import { createInstruments, type OpenTelemetryConfig } from './instruments.js';
import { traceAccept, type Accepts } from './trace-accept.js';
import { traceChannel } from './trace-channel.js';

/** Traces and metrics of a host; whatever is told has labels from closed lists alone, and never who a customer is, where they are reached or what was said. */
export interface OpenTelemetry {
  /** counts what an orchestrator tells, until the answer is called */
  count(host: TellsEvents): () => void;
  /** the orchestrator's `accept`, each call of it a span; give it to whoever brings events */
  accept<E extends { readonly type: string }>(host: Accepts<E>): Accepts<E>['accept'];
  /** the same channel, each message that it takes and each time it brings something a span; give it to the orchestrator under that name */
  channel<C extends Channel>(name: string, channel: C): Channel & Pick<C, 'capabilities'>;
}

/**
 * Tells OpenTelemetry what a host does, through `@opentelemetry/api` alone: where no SDK is registered it costs next to nothing and goes nowhere. Which
 * names there are stands in docs/insight.md.
 *
 * @example
 * {@includeCode ../../examples/telemetry/host.ts}
 */
export function createOpenTelemetry(config: OpenTelemetryConfig = {}): OpenTelemetry {
  const instruments = createInstruments(config);
  return {
    count: (host) => countEvents(instruments, host),
    accept: (host) => traceAccept(instruments, host),
    channel: (name, channel) => traceChannel(instruments, name, channel),
  };
}
