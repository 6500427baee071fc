import { metrics, trace } from '@opentelemetry/api';
import { createOrchestrator, type AnyJourney } from 'throughline';
import { createOpenTelemetry } from 'throughline/adapters/opentelemetry';
import type { Channel, Clock, Store } from 'throughline/ports';

/** What the host is plugged into. */
export interface Outside { readonly journeys: readonly AnyJourney[]; readonly store: Store; readonly clock?: Clock; readonly chat: Channel }

// #region telemetry
/** A host that is seen from outside: `accept` and the channel make spans, and all that the orchestrator tells is counted. */
export function createHost({ chat, ...parts }: Outside) {
  // whatever SDK the application has registered; without one nothing is told to anybody
  const telemetry = createOpenTelemetry({ tracerProvider: trace.getTracerProvider(), meterProvider: metrics.getMeterProvider() });
  const host = createOrchestrator({ ...parts, channels: { chat: telemetry.channel('chat', chat) } });
  telemetry.count(host);
  return { host, accept: telemetry.accept(host) };
}
// #endregion telemetry
