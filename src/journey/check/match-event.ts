/** True where a descriptor of `on`, such as `message.*`, takes an event type; XState's rule: `*` stands for whole trailing words. */
export function matchesEvent(type: string, descriptor: string): boolean {
  if (descriptor === type || descriptor === '*') return true;
  if (!descriptor.endsWith('.*')) return false;
  const words = type.split('.');
  return descriptor.slice(0, -2).split('.').every((word, index) => word === words[index]);
}
