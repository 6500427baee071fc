/** What a process did to the files of one store, in its order, and what it told others meanwhile. `name` is what stands behind the path of the database: '', '-wal', '-log', ... */
export type Op =
  | { readonly do: 'write'; readonly name: string; readonly at: number; readonly bytes: Uint8Array }
  | { readonly do: 'size'; readonly name: string; readonly bytes: number }
  | { readonly do: 'sync'; readonly name: string }
  | { readonly do: 'make' | 'remove'; readonly name: string }
  | { readonly do: 'sync names' }
  | { readonly do: 'told'; readonly what: string };

/** The files of a store as they stand, by what stands behind the path of the database. */
export type Files = ReadonlyMap<string, Buffer>;

/** The bytes with that written over them or behind them; zeros fill what lies between. */
export function written(before: Buffer, at: number, bytes: Uint8Array): Buffer {
  const after = before.length >= at + bytes.length ? before : Buffer.concat([before, Buffer.alloc(at + bytes.length - before.length)]);
  after.set(bytes, at);
  return after;
}

/** The bytes cut, or made longer by zeros. */
export function sized(before: Buffer, bytes: number): Buffer {
  return bytes <= before.length ? Buffer.from(before.subarray(0, bytes)) : Buffer.concat([before, Buffer.alloc(bytes - before.length)]);
}
