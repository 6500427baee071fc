/** A map that forgets what is old, and the oldest where it is full, so that no traffic can fill the memory. */
export class Remembered<K, V> {
  readonly #entries = new Map<K, { readonly value: V; readonly until: number }>();
  readonly #max: number;
  readonly #ms: number;

  constructor({ max, ms }: { readonly max: number; readonly ms: number }) {
    this.#max = max;
    this.#ms = ms;
  }

  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.until > performance.now()) return entry?.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** Its time begins anew. */
  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: performance.now() + this.#ms });
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#max && oldest.done !== true) this.#entries.delete(oldest.value);
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }
}
