/** Asks whether this can be the kind of an address or name, such as `phone`, `email` or `user`: lower case letters, digits and hyphens, a letter first, at most 32. */
export function isNamespace(name: unknown): name is string {
  return typeof name === 'string' && pattern.test(name);
}

const pattern = /^[a-z][a-z0-9-]{0,31}$/;
