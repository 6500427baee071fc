export { createOpenTelemetry, type OpenTelemetry } from './create-open-telemetry.js';
export type { TellsEvents } from './count-events.js';
export type { OpenTelemetryConfig } from './instruments.js';
export { attributeNames, metricNames, spanNames } from './telemetry-names.js';
export type { Accepts } from './trace-accept.js';
