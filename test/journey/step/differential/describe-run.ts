/** A machine's config in readable text, functions as their source, for the report of a difference. */
export function describeConfig(config: unknown): string {
  return JSON.stringify(config, (_, value: unknown) => typeof value === 'function' ? textOf(value) : value);
}

function textOf(value: object): string {
  const { type, resolve: _resolve, execute: _execute, ...settings } = { type: '', resolve: undefined, execute: undefined, ...value };
  return type === '' ? String(value).replace(/\s+/g, ' ') : `${type} ${describeConfig(settings)}`;
}
