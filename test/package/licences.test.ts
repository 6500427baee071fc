import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { repository } from './consumer.js';
import { licencesOf, strangers, type Lock } from './licences.js';

const lock: Lock = JSON.parse(readFileSync(`${repository}package-lock.json`, 'utf8'));

describe('licences', () => {
  it('everything a user installs, peers included, is under a licence on the list', () => {
    const licences = licencesOf(lock);
    expect(licences.map(({ name }) => name)).toEqual(expect.arrayContaining(['xstate', 'zod', 'ws']));
    expect(strangers(licences)).toEqual([]);
  });

  it.each([
    ['a licence not on the list', { license: 'GPL-3.0-only' }],
    ['no licence at all', {}],
    ['a choice, one of which is not on the list', { license: '(MIT OR GPL-3.0-only)' }],
  ])('%s is noticed, two packages away', (_, fields) => {
    const planted: Lock = { packages: {
      '': { dependencies: { a: '1' }, peerDependencies: {} },
      'node_modules/a': { license: 'MIT', dependencies: { b: '1' } },
      'node_modules/a/node_modules/b': fields,
      'node_modules/b': { license: 'MIT' },
    } };
    expect(strangers(licencesOf(planted)).map(({ name }) => name)).toEqual(['b']);
  });

  it('a peer that is missing from the lock is noticed', () => {
    expect(strangers(licencesOf({ packages: { '': { peerDependencies: { c: '1' } } } })).map(({ name }) => name)).toEqual(['c']);
  });
});
