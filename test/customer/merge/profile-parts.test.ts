import { expect, test } from 'vitest';
import { knownParts, onlyParts, ownParts } from '../../../src/customer/merge/profile-parts.js';
import { ben, cem, mergedOne, plainTurn } from '../plain-turn.js';

const profile = { locale: 'de', name: 'Ann', timeZone: 'UTC', country: 'AT' };

test('of a profile one part at a time can be told and taken', () => {
  expect(knownParts({})).toEqual([]);
  expect(knownParts(profile)).toEqual(['locale', 'name', 'timeZone', 'country']);
  for (const part of knownParts(profile)) {
    expect(onlyParts(profile, [part])).toStrictEqual({ [part]: profile[part] });
    expect(onlyParts({}, [part])).toStrictEqual({});
    expect(knownParts({ [part]: 'x' })).toEqual([part]);
  }
  expect(onlyParts(profile, [])).toStrictEqual({});
});

test('a part of the profile is of whoever said it last', () => {
  const turn = plainTurn({ merged: [mergedOne(ben, { profile: ['name'] }), mergedOne(cem, { profile: ['locale', 'timeZone'] })] });
  turn.origin = ben;
  ownParts(turn, ['locale']);
  expect(turn.state.merged?.map((one) => one.profile)).toEqual([['name', 'locale'], ['timeZone']]);
});

test('where nobody was merged, or it is nobody’s doing, nothing is noted', () => {
  const nobodys = plainTurn({ merged: [mergedOne(ben, { profile: ['name'] })] });
  ownParts(nobodys, ['name']);
  expect(nobodys.state.merged?.map((one) => one.profile)).toEqual([['name']]);
  const alone = plainTurn({});
  alone.origin = ben;
  ownParts(alone, ['name']);
  expect('merged' in alone.state).toBe(false);
});
