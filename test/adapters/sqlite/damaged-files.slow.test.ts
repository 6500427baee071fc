import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { describe, expect, it } from 'vitest';
import { JourneyError } from '../../../src/errors/index.js';
import { dumpStore } from '../../audit/dump-store.js';
import { runsOf } from '../../full-size.js';
import { createRandom, type Random } from '../../promises/power-loss/random.js';
import { newStanding, work } from '../../promises/power-loss/workload.js';
import { temporaryFile } from './sqlite-harness.js';

const pageBytes = 4_096;
const late = 1_000_000;
let made: { readonly sound: Buffer; readonly told: string } | undefined;

/** a file that was closed cleanly, and all that it tells; made once */
async function makeSound(): Promise<{ readonly sound: Buffer; readonly told: string }> {
  if (made !== undefined) return made;
  const file = temporaryFile();
  const store = createSqliteStore({ file, now: () => late });
  const { epoch } = await store.open({ worker: 'w' });
  await work(store, { epoch, standing: newStanding({ large: 300, emptied: 0 }), random: createRandom(1), steps: 40, tell: () => {} });
  await store.close();
  const sound = readFileSync(file);
  made = { sound, told: (await openedWith(sound)).told };
  return made;
}

/** What no power loss does, but bad disks, bad copies and bad hands do. */
const damages: readonly (readonly [string, (bytes: Buffer, random: Random) => Buffer])[] = [
  ['cut in half', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['cut at some page', (bytes, random) => bytes.subarray(0, pageBytes * (1 + random.whole(bytes.length / pageBytes - 1)))],
  ['cut within a page', (bytes, random) => bytes.subarray(0, 200 + random.whole(bytes.length - 300))],
  ['with pages full of ones', (bytes, random) => overPages(bytes, random, Buffer.alloc(pageBytes, 0xff))],
  ['with pages full of zeros', (bytes, random) => overPages(bytes, random, Buffer.alloc(pageBytes))],
  ['with two pages exchanged', (bytes, random) => exchanged(bytes, random)],
  ['with a page of another place twice', (bytes, random) => overPages(bytes, random, pageOf(bytes, random.whole(bytes.length / pageBytes)))],
];

/** What SQLite notices only in part, as it keeps no sum of what it wrote. */
const subtleDamages: typeof damages = [
  ['with bits turned over', (bytes, random) => flipped(bytes, random)],
];

describe('a file that is damaged as no power loss does it', () => {
  it.each(damages)('%s is refused, or nothing of what it tells is wrong', async (_what, damage) => {
    const { sound, told: soundly } = await makeSound();
    const seen = { refused: 0, sound: 0 };
    for (let n = 0; n < runsOf({ ci: 8, full: 300 }); n += 1) {
      const { refused, told } = await openedWith(damage(Buffer.from(sound), createRandom(n)));
      if (refused === undefined) expect(told, `damage ${n}`).toBe(soundly);
      else expect(['StoreUnavailable', 'StoreForeign', 'StorageContractViolation'], `damage ${n}`).toContain(refused);
      seen[refused === undefined ? 'sound' : 'refused'] += 1;
    }
    expect(seen.refused).toBeGreaterThan(0);
  });

  it.each(subtleDamages)('%s never brings the process down, and is refused wherever SQLite notices', async (_what, damage) => {
    const { sound } = await makeSound();
    const seen = new Map<string, number>();
    const tries = runsOf({ ci: 20, full: 1_000 });
    for (let n = 0; n < tries; n += 1) {
      const { refused = 'none' } = await openedWith(damage(Buffer.from(sound), createRandom(n)));
      seen.set(refused, (seen.get(refused) ?? 0) + 1);
    }
    expect(seen.get('StoreUnavailable')).toBeGreaterThan(tries / 4);
    expect([...seen.keys()].filter((refusal) => !['none', 'StoreUnavailable', 'StoreForeign', 'StoreTooNew', 'StorageContractViolation'].includes(refusal))).toEqual([]);
  });

  it('is left as it is where it is refused, so that a person can still save what is in it', async () => {
    const file = temporaryFile();
    const { sound } = await makeSound();
    const half = sound.subarray(0, pageBytes * 7);
    writeFileSync(file, half);
    const store = createSqliteStore({ file, checkFile: true });
    await expect(store.open({ worker: 'w' })).rejects.toMatchObject({ code: 'StoreUnavailable' });
    await store.close();
    expect(readFileSync(file).equals(half)).toBe(true);
    expect(existsSync(`${file}-log`)).toBe(false);
  });
});

function flipped(bytes: Buffer, random: Random): Buffer {
  for (let flips = 1 + random.whole(20); flips > 0; flips -= 1) {
    const at = random.whole(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.whole(8));
  }
  return bytes;
}

function overPages(bytes: Buffer, random: Random, page: Buffer): Buffer {
  for (let count = 1 + random.whole(4); count > 0; count -= 1) page.copy(bytes, pageBytes * random.whole(bytes.length / pageBytes));
  return bytes;
}

function exchanged(bytes: Buffer, random: Random): Buffer {
  const [one, other] = [random.whole(bytes.length / pageBytes), random.whole(bytes.length / pageBytes)];
  const kept = Buffer.from(pageOf(bytes, one));
  pageOf(bytes, other).copy(bytes, one * pageBytes);
  kept.copy(bytes, other * pageBytes);
  return bytes;
}

const pageOf = (bytes: Buffer, at: number): Buffer => bytes.subarray(at * pageBytes, (at + 1) * pageBytes);

/** Opens such a file, examined first, and reads all of it: the code it was refused with, or what it told. */
async function openedWith(bytes: Buffer): Promise<{ readonly refused?: string; readonly told: string }> {
  const file = temporaryFile();
  writeFileSync(file, bytes);
  const store = createSqliteStore({ file, checkFile: true, now: () => late });
  try {
    await store.open({ worker: 'w' });
    return { told: JSON.stringify(await dumpStore(store)) };
  } catch (error) {
    return { told: '', refused: JourneyError.is(error) ? error.code : String(error) };
  } finally {
    await store.close();
  }
}
