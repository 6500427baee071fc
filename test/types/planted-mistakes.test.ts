import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileSnippets } from './compile-snippets.js';
import { plantedHostMistakes } from './planted-host-mistakes.js';
import { plantedMistakes, type PlantedMistake } from './planted-mistakes.js';

/** sound files and the mistakes planted in each; one more pair here is one more kind of mistake */
const suites: readonly { readonly sound: string; readonly mistakes: readonly PlantedMistake[] }[] = [
  { sound: 'sound-journey.ts', mistakes: plantedMistakes },
  { sound: 'sound-host.ts', mistakes: plantedHostMistakes },
];

interface Planted extends PlantedMistake { readonly file: string; readonly soundText: string; readonly text: string }

const soundText = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
const planted = suites.flatMap(({ sound, mistakes }) => mistakes.map((mistake, index): Planted => ({
  ...mistake, file: `${index}-${sound}`, soundText: soundText(sound), text: soundText(sound).replace(mistake.right, () => mistake.wrong),
})));
const sources = [...suites.map(({ sound }) => [sound, soundText(sound)] as const), ...planted.map(({ file, text }) => [file, text] as const)];
const { complaints } = compileSnippets('test/types', new Map(sources));

function lineOf({ text, at, wrong }: Planted): number {
  const shown = at ?? wrong.split('\n')[0] ?? '';
  expect(text).toContain(shown);
  return text.slice(0, text.indexOf(shown)).split('\n').length;
}

describe('a mistake in a journey is told before it runs', () => {
  it.each(suites)('$sound, without a mistake, compiles', ({ sound }) => {
    expect(complaints.get(sound)).toEqual([]);
  });

  it.each(planted)('$name does not compile, on its own line and in words', (mistake) => {
    expect(mistake.soundText.split(mistake.right)).toHaveLength(2);
    const onTheLine = (complaints.get(mistake.file) ?? []).filter(({ line }) => line === lineOf(mistake));
    expect(onTheLine.map(({ lines }) => lines.at(-1)).join('\n')).toContain(mistake.sentence);
  });

  it.each(planted)('$name turns no other line red', (mistake) => {
    const lines = (complaints.get(mistake.file) ?? []).map(({ line }) => line);
    expect(lines.filter((line) => line !== lineOf(mistake) && !(mistake.alsoRed ?? []).includes(line))).toEqual([]);
  });
});
