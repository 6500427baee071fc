import { expect, test } from 'vitest';
import { built } from './kill/built.js';
import { bugs } from './kill/build-host.js';
import { deathsAtMoments } from './kill/deaths.js';
import type { FaultKind } from './kill/fault.js';
import { liveUntilFault } from './kill/live-twice.js';

/** What each bug does to people; all that a run may find of it, the first being what it must find. */
const found: { readonly [bug: string]: readonly [FaultKind, ...FaultKind[]] } = {
  'acknowledge-before-commit': ['an acknowledged event is lost', 'an effect came under a key that nobody decided'],
  'cancel-timer-after-commit': ['a cancelled timer still stands', 'the audit found something'],
  'dedupe-by-process': ['an event took effect twice', 'an event was answered wrongly'],
  'dedupe-without-source': ['an event was answered wrongly', 'an acknowledged event is lost', 'a new event was taken for a repetition'],
  'effects-after-commit': ['an effect was never delivered'],
  'messages-at-once': ['messages came in another order than they were decided in'],
  'payload-rebuilt-at-retry': ['an effect came again with other bytes'],
  'random-effect-key': ['an effect came under a key that nobody decided', 'an effect was never delivered'],
  'record-before-send': ['an effect was never delivered'],
  'timers-after-commit': ['a timer is missing', 'the audit found something'],
};
/** the same for every bug, twice: none is looked for where it is known to be */
const moments = deathsAtMoments(['before commit', 'after commit before acknowledge', 'after the log was written', 'after claim of effects', 'before call', 'after send before record', 'after record']);
const deaths = [...moments, ...moments];

test('every planted bug is looked for', () => {
  expect(Object.keys(found).toSorted()).toEqual(bugs);
});

test.each(bugs)('the kills find the bug %s, and for what it does', async (bug) => {
  const { faults, figures } = await liveUntilFault(await built(bug), deaths);
  const [must, ...may] = found[bug] ?? [];
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  expect(kinds, `after ${figures.kills} kills: ${JSON.stringify(faults)}`).toContain(must);
  expect(kinds.filter((kind) => kind !== must && !may.includes(kind))).toEqual([]);
});
