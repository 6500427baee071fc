import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { journeyErrorCodes } from '../../src/errors/index.js';
import { repository } from './source-file.js';

const sections = readFileSync(`${repository}docs/errors.md`, 'utf8').split(/^## /m).slice(1);
const codeOf = (section: string) => section.slice(0, section.indexOf('\n'));

it('every error code has a section in docs/errors.md, in the order of the list, and no other code has one', () => {
  expect(sections.map(codeOf)).toEqual([...journeyErrorCodes]);
});

it('every section says what happened and what to do', () => {
  const poor = sections.filter((section) => !/\*\*What happened\.\*\* \S/.test(section) || !/\*\*What to do\.\*\* \S/.test(section));
  expect(poor.map(codeOf)).toEqual([]);
});

it('the anchor of a section is the code in lower case, as the message of the error links it', () => {
  expect(journeyErrorCodes.filter((code) => !/^[A-Za-z]+$/.test(code))).toEqual([]);
  expect(new Set(journeyErrorCodes.map((code) => code.toLowerCase())).size).toBe(journeyErrorCodes.length);
});
