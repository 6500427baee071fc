import { SpanKind, type Attributes } from '@opentelemetry/api';
import type { Receipt } from '../../src/model/receipt.js';
import { eventLabel } from './closed-labels.js';
import { inSpan } from './in-span.js';
import type { Instruments } from './instruments.js';
import { attributeNames, other, spanNames } from './telemetry-names.js';

/** Whatever takes events: an orchestrator. */
export interface Accepts<E extends { readonly type: string }> {
  /** takes one event, and answers once it is durably decided */
  accept(event: E): Promise<Receipt>;
}

/** The same `accept` with a span and a duration for each call. The type of an event becomes a label once it is known that a journey declares it. */
export function traceAccept<E extends { readonly type: string }>({ tracer, durations }: Instruments, host: Accepts<E>): Accepts<E>['accept'] {
  return (event) => inSpan<Receipt>({
    tracer, duration: durations.accept, name: spanNames.accept, kind: SpanKind.INTERNAL, attributes: {},
    answered: (receipt, span) => {
      const type = eventLabel(event.type, receipt);
      if (type !== other) span.updateName(`${spanNames.accept} ${type}`);
      if (receipt.status === 'handled') span.setAttribute(attributeNames.moved, receipt.moved.map(({ journey, version }) => (version === undefined ? journey : `${journey}@${version}`)));
      return { [attributeNames.event]: type, ...receiptLabels(receipt) };
    },
  }, () => host.accept(event));
}

/** What became of an event. */
export const receiptLabels = (receipt: Receipt): Attributes => ({ [attributeNames.status]: receipt.status, ...(receipt.reason !== undefined && { [attributeNames.reason]: receipt.reason }) });
