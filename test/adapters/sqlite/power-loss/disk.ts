import type { Random } from './random.js';
import { sized, written, type Files, type Op } from './tape.js';

type Change = Extract<Op, { readonly do: 'write' | 'size' }>;
interface Medium { safe: Buffer; readonly pending: Change[] }
type Names = ReadonlyMap<string, Medium>;

/** How much of what was not synced a power loss leaves: which parts of a file's writes, and what stands where a part is missing. */
const fates = ['nothing', 'everything', 'in order', 'sectors', 'pages', 'zeros', 'noise'] as const;
const sectorBytes = 512;
const pageBytes = 4_096;

/**
 * A disk as a power loss finds it. What was synced is whole. Of what was written since, each sector may be there or not, in any order,
 * also as zeros where the file grew, or as anything at all within the bytes that were being written; a cut, a new name and a removal may
 * have been done or not. Sectors are written whole.
 */
export class Disk {
  #safe: Names = new Map();
  /** each state of the folder since its last sync */
  #names: Names[] = [new Map()];

  /** `files`: what was there, whole, when the tape began */
  constructor(files: Files = new Map()) {
    this.#safe = new Map([...files].map(([name, safe]) => [name, { safe, pending: [] }]));
    this.#names = [this.#safe];
  }

  get #now(): Names { return this.#names.at(-1) ?? new Map<string, Medium>(); }

  do(op: Op): void {
    switch (op.do) {
      case 'write': case 'size': this.#of(op.name).pending.push(op); break;
      case 'sync': settle(this.#of(op.name)); break;
      case 'make': this.#names.push(new Map([...this.#now, [op.name, { safe: Buffer.alloc(0), pending: [] }]])); break;
      case 'remove': this.#names.push(new Map([...this.#now].filter(([name]) => name !== op.name))); break;
      case 'sync names': this.#safe = this.#now; this.#names = [this.#safe]; break;
      case 'told': break;
      default: op satisfies never;
    }
  }

  /** files as some power loss at this moment leaves them */
  afterPowerLoss(random: Random): Files {
    const names = this.#names[random.whole(this.#names.length)] ?? this.#safe;
    return new Map([...names].map(([name, medium]) => [name, contentAfterLoss(medium, random)]));
  }

  #of(name: string): Medium {
    const medium = this.#now.get(name);
    if (medium === undefined) throw new Error(`the tape writes to '${name}', which was never made`);
    return medium;
  }
}

function settle(medium: Medium): void {
  for (const change of medium.pending.splice(0)) medium.safe = change.do === 'size' ? sized(medium.safe, change.bytes) : written(medium.safe, change.at, change.bytes);
}

function contentAfterLoss({ safe, pending }: Medium, random: Random): Buffer {
  const fate = random.pick(fates);
  if (fate === 'nothing') return safe;
  const reached = fate === 'in order' ? random.whole(pending.length + 1) : pending.length;
  let content: Buffer = Buffer.from(safe);
  for (const [at, change] of pending.slice(0, reached).entries()) {
    const isLast = fate === 'in order' && at === reached - 1;
    if (change.do === 'size') content = fate === 'everything' || fate === 'in order' || random.chance(0.5) ? sized(content, change.bytes) : content;
    else content = partlyWritten(content, change, isLast ? 'torn' : fate, random);
  }
  return content;
}

function partlyWritten(before: Buffer, { at, bytes }: Extract<Change, { readonly do: 'write' }>, fate: (typeof fates)[number] | 'torn', random: Random): Buffer {
  if (fate === 'everything' || fate === 'in order') return written(before, at, bytes);
  const share = random.pick([0.1, 0.5, 0.9, 0.99]);
  const unit = fate === 'pages' ? pageBytes : sectorBytes;
  const tornAt = random.whole(Math.ceil(bytes.length / unit) + 1);
  let content = fate === 'zeros' ? sized(before, Math.max(before.length, at + bytes.length)) : before;
  for (let from = at, n = 0; from < at + bytes.length; n += 1) {
    const to = Math.min(at + bytes.length, (Math.floor(from / unit) + 1) * unit);
    const part = bytes.subarray(from - at, to - at);
    const isThere = fate === 'torn' ? n < tornAt : random.chance(share);
    if (isThere) content = written(content, from, part);
    else if (fate === 'noise') content = written(content, from, Buffer.from(part.map(() => random.whole(256))));
    from = to;
  }
  return content;
}
