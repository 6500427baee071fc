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
  const flushed = flushedOf(fate, pending.length, random);
  let content: Buffer = Buffer.from(safe);
  for (const [n, change] of pending.entries()) {
    if (change.do === 'size') content = flushed.isCut(n) ? sized(content, change.bytes) : content;
    else content = partlyWritten(content, change, (sector) => flushed.byteAt(sector, n), fate === 'zeros');
  }
  return content;
}

/** What of each sector's writes was flushed: the bytes as they were written, anything at all, or nothing. */
interface Flushed {
  /** whether the n-th change, a cut, was done */
  isCut(n: number): boolean;
  byteAt(sector: number, n: number): 'written' | 'missing' | (() => number);
}

/** A sector goes to the disk as it is in memory at some moment: all writes to it up to then, none after. */
function flushedOf(fate: (typeof fates)[number], count: number, random: Random): Flushed {
  const share = random.pick([0.1, 0.5, 0.9, 0.99]);
  const [inOrder, tornAt] = [random.whole(count + 1), random.whole(20)];
  const until = new Map<number, number>();
  const untilOf = (sector: number): number => {
    const unit = fate === 'pages' ? Math.floor((sector * sectorBytes) / pageBytes) : sector;
    const known = until.get(unit) ?? (random.chance(share) ? count : random.chance(0.5) ? 0 : random.whole(count));
    until.set(unit, known);
    return known;
  };
  const noise = (): number => random.whole(256);
  switch (fate) {
    case 'everything': return { isCut: () => true, byteAt: () => 'written' };
    case 'in order': return { isCut: (n) => n < inOrder, byteAt: (sector, n) => (n < inOrder - 1 || (n === inOrder - 1 && sector % 20 < tornAt) ? 'written' : 'missing') };
    case 'noise': return { isCut: () => random.chance(0.5), byteAt: (sector, n) => (n < untilOf(sector) ? 'written' : untilOf(sector) === 0 ? noise : 'missing') };
    default: return { isCut: () => random.chance(0.5), byteAt: (sector, n) => (n < untilOf(sector) ? 'written' : 'missing') };
  }
}

function partlyWritten(before: Buffer, { at, bytes }: Extract<Change, { readonly do: 'write' }>, fateOf: (sector: number) => ReturnType<Flushed['byteAt']>, grows: boolean): Buffer {
  let content = grows ? sized(before, Math.max(before.length, at + bytes.length)) : before;
  for (let from = at; from < at + bytes.length;) {
    const sector = Math.floor(from / sectorBytes);
    const to = Math.min(at + bytes.length, (sector + 1) * sectorBytes);
    const fate = fateOf(sector);
    if (fate === 'written') content = written(content, from, bytes.subarray(from - at, to - at));
    else if (fate !== 'missing') content = written(content, from, Buffer.from(bytes.subarray(from - at, to - at).map(fate)));
    from = to;
  }
  return content;
}
