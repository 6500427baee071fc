import type { AnyDeclaration } from '../../model/declaration.js';
import { JourneyError } from '../../errors/index.js';
import { checkTimeZone } from '../../model/time-zone.js';
import { waitSchemas } from '../../model/wait.js';
import { refuse, type Finding } from './finding.js';
import { definitionOf, mayHaveField } from './schema-fields.js';

/** A wait names what exists: its fact can hold a date, its zone is a zone, its times are times. Its calendar is the host's, and asked for when it is wired. */
export function checkWait(name: string, wait: object, declaration: AnyDeclaration): readonly Finding[] {
  const place = `delay '${name}'`;
  const schema = 'business' in wait ? waitSchemas.business : 'ifPast' in wait || ('until' in wait && hasDate(wait.until)) ? waitSchemas.date : waitSchemas.time;
  const read = schema.safeParse(wait);
  const misnamed = name.includes('.') ? [refuse(place, 'is a wait and has a dot in its name; write it without')] : [];
  if (!read.success) return [...misnamed, refuse(place, `is no wait as it is written: ${read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`)];
  const known = read.data;
  if ('business' in known) return misnamed;
  return [...misnamed, ...checkZone(place, known.until), ...('date' in known.until ? checkPath(place, known.until.date, declaration) : [])];
}

const hasDate = (until: unknown): boolean => typeof until === 'object' && until !== null && 'date' in until;

/** A zone that exists, or the customer's own with one for who is nowhere known to be. */
export function checkZone(place: string, until: { readonly zone: string; readonly otherwise?: string | undefined }): readonly Finding[] {
  if (until.zone === 'customer') return until.otherwise !== undefined && isZone(until.otherwise) ? [] : [refuse(place, "goes by the customer's clock and has no zone in 'otherwise' for who is nowhere known to be; give an IANA name such as Europe/Berlin")];
  if (until.otherwise !== undefined) return [refuse(place, "has 'otherwise' beside a zone of its own; only zone 'customer' needs it")];
  return isZone(until.zone) ? [] : [refuse(place, "has a zone that is neither 'customer' nor an IANA name such as Europe/Berlin")];
}

function isZone(name: string): boolean {
  try {
    checkTimeZone(name, 'zone');
    return true;
  } catch (error) {
    if (JourneyError.is(error)) return false;
    throw error;
  }
}

function checkPath(place: string, path: string, { facts }: AnyDeclaration): readonly Finding[] {
  const [fact = '', ...fields] = path.split('.');
  if (!Object.hasOwn(facts, fact)) return [refuse(place, `waits for '${fact.slice(0, 100)}', which is not a fact of this journey`)];
  let schema: unknown = inside(facts[fact].schema);
  for (const field of fields) {
    if (definitionOf(schema)?.['type'] !== 'object' || !mayHaveField(schema, field)) return [refuse(place, `waits for '${path.slice(0, 100)}', which the fact '${fact.slice(0, 100)}' does not have`)];
    const shape = definitionOf(schema)?.['shape'];
    schema = inside(typeof shape === 'object' && shape !== null ? Reflect.get(shape, field) : undefined);
  }
  const type = definitionOf(schema)?.['type'];
  return typeof type === 'string' && undated.includes(type) ? [refuse(place, `waits for '${path.slice(0, 100)}', which never holds a date; keep a text such as z.iso.datetime(), or epoch milliseconds as z.number()`)] : [];
}

/** what zod gives for these is certainly no date */
const undated: readonly string[] = ['boolean', 'object', 'array', 'record', 'tuple', 'enum'];
const wrappers: readonly unknown[] = ['nullable', 'optional', 'nonoptional', 'default', 'prefault', 'catch', 'readonly'];

function inside(schema: unknown): unknown {
  const definition = definitionOf(schema);
  return definition !== undefined && wrappers.includes(definition['type']) ? inside(definition['innerType']) : schema;
}
