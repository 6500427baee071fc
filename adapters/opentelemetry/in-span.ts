import { SpanStatusCode, type Attributes, type Histogram, type Span, type SpanKind, type Tracer } from '@opentelemetry/api';
import { errorLabel } from './closed-labels.js';
import { attributeNames } from './telemetry-names.js';

/** One piece of work that becomes a span and a duration. */
export interface Work<T> {
  readonly tracer: Tracer;
  readonly duration: Histogram;
  readonly name: string;
  readonly kind: SpanKind;
  /** of the span and of the duration */
  readonly attributes: Attributes;
  /** what the answer adds to both; an `error.type` among it makes the span one that failed */
  readonly answered?: (answer: T, span: Span) => Attributes;
}

/** Does something within a span. Of what it throws the span has the code alone: messages of errors may hold anything. */
export function inSpan<T>({ tracer, duration, name, kind, attributes, answered }: Work<T>, run: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { kind, attributes }, async (span) => {
    const began = performance.now();
    let added: Attributes = {};
    try {
      const answer = await run();
      added = answered?.(answer, span) ?? {};
      return answer;
    } catch (error) {
      added = { [attributeNames.errorType]: errorLabel(error) };
      throw error;
    } finally {
      span.setAttributes(added);
      if (attributeNames.errorType in added) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      duration.record((performance.now() - began) / 1_000, { ...attributes, ...added });
    }
  });
}
