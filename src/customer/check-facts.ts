import { JourneyError } from '../errors/index.js';
import { measureCanonical } from '../model/canonical-value.js';
import type { FactOrigin } from './instance-state.js';
import { declarationOf } from './journey-book.js';
import { startName, type Applying } from './applying.js';
import type { Turn } from './turn.js';

/**
 * Checks what a step did to the facts before anything is committed: values that JSON would change and values against the fact's schema
 * are refused. Answers where each fact now comes from.
 */
export function checkFacts(turn: Turn, { instance, journey, taken, name, via }: Applying): { readonly [fact: string]: FactOrigin } {
  const before = instance.snapshot.context;
  const after = taken.snapshot.context;
  if (before === after && name !== startName) return instance.origins;
  const { limits } = turn.world;
  const { bytes } = measureCanonical(after, limits, { path: 'facts', maxBytes: limits.contextBytes });
  if (bytes > limits.contextWarnBytes) turn.notices.push({ type: 'facts.large', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: instance.id, journey: instance.journey, bytes } });
  const declared = declarationOf(journey).facts;
  const origins: Record<string, FactOrigin> = { ...instance.origins };
  for (const fact of Object.keys(after)) {
    if (after[fact] === before[fact] && fact in origins) continue;
    checkFact(fact, after[fact], declared[fact]?.schema);
    origins[fact] = { at: turn.now, event: name, ...(via !== undefined && { channel: via }) };
  }
  return origins;
}

function checkFact(fact: string, value: unknown, schema: { safeParse(value: unknown): { readonly success: boolean } } | undefined): void {
  if (schema !== undefined && !schema.safeParse(value).success) throw new JourneyError('DefinitionFault', `fact '${fact}' was given a value that its schema refuses`, { path: fact });
}
