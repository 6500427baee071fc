import { expect, it } from 'vitest';
import { statePaths } from '../../src/customer/state-paths.js';

it.each([
  ['one state', 'asking', ['asking']],
  ['a state inside another', { conversation: { open: 'asking' } }, ['conversation.open.asking']],
  ['states side by side', { conversation: 'asking', clock: { running: 'late' } }, ['conversation.asking', 'clock.running.late']],
  ['a region that has no states of its own', { clock: {}, conversation: 'asking' }, ['clock', 'conversation.asking']],
])('where a run is, is told by the innermost states: %s', (_, value, paths) => {
  expect(statePaths(value)).toEqual(paths);
});
