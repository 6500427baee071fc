/** What can wait in a `DueQueue`; the queue keeps `slot`. */
export interface Waiting {
  next: number;
  readonly order: number;
  slot: number;
}

/** What falls due first comes first, and anything may leave early: a binary heap whose members know their place. */
export class DueQueue<T extends Waiting> {
  readonly #heap: T[] = [];

  first(): T | undefined {
    return this.#heap[0];
  }

  /** Puts it where its `next` belongs, also when it was here already. */
  put(item: T): void {
    if (item.slot < 0) this.#place(item, this.#heap.length);
    this.#rise(item);
    this.#sink(item);
  }

  remove(item: T): void {
    if (item.slot < 0) return;
    const slot = item.slot;
    item.slot = -1;
    const last = this.#heap.pop();
    if (last === undefined || last === item) return;
    this.#place(last, slot);
    this.#rise(last);
    this.#sink(last);
  }

  #rise(item: T): void {
    for (let parent = this.#heap[(item.slot - 1) >> 1]; item.slot > 0 && parent !== undefined && earlier(item, parent); parent = this.#heap[(item.slot - 1) >> 1]) {
      this.#swap(item, parent);
    }
  }

  #sink(item: T): void {
    for (let child = this.#smallerChild(item); child !== undefined && earlier(child, item); child = this.#smallerChild(item)) {
      this.#swap(child, item);
    }
  }

  #smallerChild(item: T): T | undefined {
    const left = this.#heap[2 * item.slot + 1];
    const right = this.#heap[2 * item.slot + 2];
    return left !== undefined && right !== undefined && earlier(right, left) ? right : left;
  }

  #swap(one: T, other: T): void {
    const slot = one.slot;
    this.#place(one, other.slot);
    this.#place(other, slot);
  }

  #place(item: T, slot: number): void {
    this.#heap[slot] = item;
    item.slot = slot;
  }
}

function earlier(one: Waiting, other: Waiting): boolean {
  return one.next < other.next || (one.next === other.next && one.order < other.order);
}
