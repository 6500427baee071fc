import { createHash } from 'node:crypto';
import { sized, written, type Files, type Op } from './tape.js';

/** What of a tape decides what a power loss can take: what each sync made safe, and what was told in between. Two tapes of one run have the same. */
export function outlineOf(tape: readonly Op[], start: Files = new Map()): readonly string[] {
  const files = new Map([...start].map(([name, bytes]) => [name, { bytes: Buffer.from(bytes), changed: false }]));
  const of = (name: string): { bytes: Buffer; changed: boolean } => {
    const file = files.get(name) ?? { bytes: Buffer.alloc(0), changed: false };
    files.set(name, file);
    return file;
  };
  return tape.flatMap((op) => {
    switch (op.do) {
      case 'write': case 'size': {
        const file = of(op.name);
        file.bytes = op.do === 'size' ? sized(file.bytes, op.bytes) : written(file.bytes, op.at, op.bytes);
        file.changed = true;
        return [];
      }
      case 'sync': {
        const file = of(op.name);
        const isFirst = file.changed;
        file.changed = false;
        // to sync again what has not changed says nothing
        return isFirst ? [`sync ${op.name} ${createHash('sha256').update(file.bytes).digest('hex').slice(0, 16)}`] : [];
      }
      case 'make': case 'remove': files.delete(op.name); return [`${op.do} ${op.name}`];
      case 'sync names': return [];
      case 'told': return [`told ${op.what}`];
      default: return op satisfies never;
    }
  });
}
