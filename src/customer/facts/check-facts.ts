import { JourneyError } from '../../errors/index.js';
import { measureCanonical } from '../../model/canonical-value.js';
import { freezeFacts } from '../../journey/step/freeze-facts.js';
import type { FactMap } from '../../model/fact.js';
import { startName, type Applying } from '../instance/applying.js';
import { carryFacts, type ChangedFact } from './carry-facts.js';
import { originOf, withOrigins } from './facts-origin.js';
import { firstOrigin } from './first-origin.js';
import type { FactOrigin, FactsOrigin } from '../instance/instance-state.js';
import { declarationOf } from '../journey-book.js';
import type { Turn } from '../turn.js';

/**
 * Checks what a step did to the facts before anything is committed: values that JSON would change and values against the fact's schema
 * are refused. What reaches beyond the journey is carried on. Answers where each fact now comes from.
 */
export function checkFacts(turn: Turn, applying: Applying): readonly FactsOrigin[] {
  const { instance, journey, taken, name } = applying;
  const before = instance.snapshot.context;
  const after = taken.snapshot.context;
  if (before === after && name !== startName) return instance.origins;
  const { limits } = turn.world;
  const { bytes } = measureCanonical(after, limits, { path: 'facts', maxBytes: limits.contextBytes });
  // texts of the host are given this very object
  freezeFacts(after);
  if (bytes > limits.contextWarnBytes) turn.notices.push({ type: 'facts.large', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: instance.id, journey: instance.journey, bytes } });
  const declared: FactMap = declarationOf(journey).facts;
  const told: ChangedFact[] = [];
  const carried: ChangedFact[] = [];
  for (const [fact, value] of Object.entries(after)) {
    const known = originOf(instance.origins, fact);
    if (value === before[fact] && known !== undefined) continue;
    checkFact(fact, value, declared[fact]?.schema);
    const { origin, carries } = originNow(turn, applying, { name: fact, value, known });
    told.push({ name: fact, value, origin });
    if (carries) carried.push({ name: fact, value, origin });
  }
  carryFacts(turn, applying, declared, carried);
  return withOrigins(instance.origins, told);
}

function checkFact(fact: string, value: unknown, schema: { safeParse(value: unknown): { readonly success: boolean } } | undefined): void {
  if (schema !== undefined && !schema.safeParse(value).success) throw new JourneyError('DefinitionFault', `fact '${fact}' was given a value that its schema refuses`, { path: fact });
}

function originNow(turn: Turn, { name, via, verified, begins }: Applying, { known, ...fact }: { readonly name: string; readonly value: unknown; readonly known: FactOrigin | undefined }): { readonly origin: FactOrigin; readonly carries: boolean } {
  const strict = known?.dataClass;
  const now: FactOrigin = {
    at: turn.now, event: name,
    ...(via !== undefined && { channel: via.channel }), ...(via?.thread !== undefined && { thread: via.thread }),
    ...(verified && { verified }), ...(turn.origin !== undefined && { origin: turn.origin }), ...(strict !== undefined && { dataClass: strict }),
  };
  return begins === undefined ? { origin: now, carries: true } : firstOrigin(begins, fact, now);
}
