import type { Body, Delivery } from './read-delivery.js';
import type { PartNumber } from './read-user-data.js';
import { Remembered } from './remembered.js';

/** Tells the SMSC whether it was taken; false where the line is gone. */
export type Answer = (done: boolean) => boolean;
/** A part as it came, and how to answer the SMSC about it. */
export interface HeardPart { readonly body: Body & { readonly part: PartNumber }; readonly delivery: Delivery; readonly answer: Answer }
/** All parts of one message in their order, or those that came where the others did not. */
export interface Gathered { readonly whole: boolean; readonly parts: readonly HeardPart[]; readonly answer: Answer }

/** Puts long messages together. */
export interface LongMessages {
  /** False where there is no room: the SMSC must keep it. */
  add(heard: HeardPart): boolean;
  /** Lets go of all that is incomplete; the SMSC was not told that we had it, and sends it again. */
  close(): void;
}

interface Group { readonly parts: Map<number, HeardPart>; readonly answers: Answer[]; readonly patience: NodeJS.Timeout }

const maxParts = 1_000;
const maxFinished = 1_000;
const finishedMs = 600_000;

/** `onGathered` gets every message once it is whole, and what came of one whose other parts did not come within `partsMs`. */
export function createLongMessages(partsMs: number, onGathered: (gathered: Gathered) => Promise<boolean>): LongMessages {
  const groups = new Map<string, Group>();
  const finished = new Remembered<string, ReadonlySet<string>>({ max: maxFinished, ms: finishedMs });
  const end = (name: string, whole: boolean): void => {
    const group = groups.get(name);
    if (group === undefined) return;
    groups.delete(name);
    clearTimeout(group.patience);
    const parts = [...group.parts.values()].sort((a, b) => a.body.part.number - b.body.part.number);
    const answer = (done: boolean): boolean => group.answers.map((one) => one(done)).every((written) => written);
    void onGathered({ whole, parts, answer }).then((done) => done && finished.set(name, new Set(parts.map(({ delivery }) => delivery.content))));
  };
  const room = (): boolean => [...groups.values()].reduce((sum, { answers }) => sum + answers.length, 0) < maxParts;
  return {
    add(heard) {
      const name = nameOf(heard.body);
      const { number, total } = heard.body.part;
      // its answer was lost, and the message was taken
      if (!groups.has(name) && finished.get(name)?.has(heard.delivery.content) === true) {
        heard.answer(true);
        return true;
      }
      const other = groups.get(name)?.parts.get(number);
      if (other !== undefined && other.delivery.content !== heard.delivery.content) end(name, false);
      if (!room()) return false;
      const group = groups.get(name) ?? { parts: new Map<number, HeardPart>(), answers: [], patience: setTimeout(() => end(name, false), partsMs) };
      groups.set(name, group);
      group.parts.set(number, heard);
      group.answers.push(heard.answer);
      if (group.parts.size === total) end(name, true);
      return true;
    },
    close() {
      for (const { patience } of groups.values()) clearTimeout(patience);
      groups.clear();
    },
  };
}

const nameOf = ({ from, to, part }: HeardPart['body']): string => JSON.stringify([from.namespace, from.value, to, part.reference, part.total]);
