import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradictionsIn, type History } from './history.js';

const add = (n: number, invoked: number, returned = invoked + 1) => ({ n, invoked, returned });
const see = (numbers: readonly number[], invoked: number, returned = invoked + 1) => ({ numbers, invoked, returned });

/** Clients one after the other at one list, each thing done at one moment within its time, the last of them perhaps never answered. */
const rightHistory = fc.array(fc.record({ before: fc.integer({ min: 0, max: 30 }), after: fc.integer({ min: 0, max: 30 }), isRead: fc.boolean(), heard: fc.boolean() }), { maxLength: 30 }).map((steps): History => {
  const end: number[] = [];
  const [appends, reads] = [[] as History['appends'][number][], [] as History['reads'][number][]];
  for (const [at, { before, after, isRead, heard }] of steps.entries()) {
    const moment = 100 + at * 10;
    const [invoked, returned] = [moment - before, moment + after];
    if (isRead) reads.push(see([...end], invoked, returned));
    else {
      end.push(at);
      appends.push(add(at, invoked, heard ? returned : Infinity));
    }
  }
  return { appends, reads, end };
});

describe('what many did to one list at once', () => {
  it('is found right where each thing happened at one moment between its begin and its end', () => {
    fc.assert(fc.property(rightHistory, (history) => { expect(contradictionsIn(history)).toEqual([]); }));
  });

  it('is found right where what nobody heard of is there, or is not', () => {
    expect(contradictionsIn({ appends: [add(1, 0, Infinity), add(2, 5)], reads: [], end: [2, 1] })).toEqual([]);
    expect(contradictionsIn({ appends: [add(1, 0, Infinity), add(2, 5)], reads: [see([2], 9)], end: [2] })).toEqual([]);
  });

  it.each<{ readonly what: string; readonly history: History; readonly says: string }>([
    { what: 'something added is lost', history: { appends: [add(1, 0), add(2, 5)], reads: [], end: [2] }, says: '1 was added and is not there' },
    { what: 'something is there twice', history: { appends: [add(1, 0)], reads: [], end: [1, 1] }, says: 'a number is there twice' },
    { what: 'something is there that nobody added', history: { appends: [], reads: [], end: [7] }, says: 'nobody added 7' },
    { what: 'what came later stands before what was over', history: { appends: [add(1, 0), add(2, 5)], reads: [], end: [2, 1] }, says: 'the adding of 1 had ended when the adding of 2 began' },
    { what: 'a look does not see what was acknowledged before', history: { appends: [add(1, 0)], reads: [see([], 5)], end: [1] }, says: 'the adding of 1 had ended when a look at 0 numbers began' },
    { what: 'a look sees what is added only later', history: { appends: [add(1, 5)], reads: [see([1], 0)], end: [1] }, says: 'a look at 1 numbers had ended when the adding of 1 began' },
    { what: 'a later look sees less', history: { appends: [add(1, 0), add(2, 1, 20)], reads: [see([1, 2], 5), see([1], 8)], end: [1, 2] }, says: 'a look at 2 numbers had ended when a look at 1 numbers began' },
    { what: 'a look sees another order', history: { appends: [add(1, 0, 9), add(2, 0, 9)], reads: [see([2, 1], 10)], end: [1, 2] }, says: 'never stood so' },
  ])('is found wrong where $what', ({ history, says }) => {
    expect(contradictionsIn(history).join('\n')).toContain(says);
  });
});
