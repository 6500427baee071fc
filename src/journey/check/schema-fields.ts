/** False only where a schema's values certainly lack a field: an object schema that does not name it and keeps no others. */
export function mayHaveField(schema: unknown, field: string): boolean {
  const definition = definitionOf(schema);
  if (definition?.['type'] !== 'object' || !isRecord(definition['shape'])) return true;
  const others = definitionOf(definition['catchall']);
  return Object.hasOwn(definition['shape'], field) || (others !== undefined && others['type'] !== 'never');
}

/** Zod's own description of a schema; read by shape, so that a second copy of zod in the host's tree is understood too */
export function definitionOf(schema: unknown): Readonly<Record<string, unknown>> | undefined {
  const inside = isRecord(schema) ? schema['_zod'] : undefined;
  const definition = isRecord(inside) ? inside['def'] : undefined;
  return isRecord(definition) ? definition : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
