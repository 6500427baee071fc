import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileSnippets } from './compile-snippets.js';
import { plantedMistakes, type PlantedMistake } from './planted-mistakes.js';

const sound = readFileSync(new URL('./sound-journey.ts', import.meta.url), 'utf8');
const fileOf = (mistake: PlantedMistake): string => `mistake-${plantedMistakes.indexOf(mistake)}.ts`;
const withMistake = ({ right, wrong }: PlantedMistake): string => sound.replace(right, () => wrong);
const compiled = compileSnippets('test/types', new Map([['sound.ts', sound], ...plantedMistakes.map((mistake) => [fileOf(mistake), withMistake(mistake)] as const)]));

function lineOf(mistake: PlantedMistake): number {
  const text = withMistake(mistake);
  const at = mistake.at ?? mistake.wrong.split('\n')[0] ?? '';
  expect(text).toContain(at);
  return text.slice(0, text.indexOf(at)).split('\n').length;
}

describe('a mistake in a journey is told before it runs', () => {
  it('the journey without a mistake compiles', () => {
    expect(compiled.complaints.get('sound.ts')).toEqual([]);
  });

  it.each(plantedMistakes)('$name does not compile, on its own line and in words', (mistake) => {
    expect(sound.split(mistake.right)).toHaveLength(2);
    const onTheLine = (compiled.complaints.get(fileOf(mistake)) ?? []).filter(({ line }) => line === lineOf(mistake));
    expect(onTheLine.map(({ lines }) => lines.at(-1)).join('\n')).toContain(mistake.sentence);
  });

  it.each(plantedMistakes)('$name turns no other line red', (mistake) => {
    const lines = (compiled.complaints.get(fileOf(mistake)) ?? []).map(({ line }) => line);
    expect(lines.filter((line) => line !== lineOf(mistake) && !(mistake.alsoRed ?? []).includes(line))).toEqual([]);
  });
});
