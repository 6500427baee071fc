import { expect, it } from 'vitest';
import { TestOrder } from '../../scripts/mutation/test-order.js';
import { strykerPlugins } from '../../scripts/mutation/left-alone.js';
import { failedOf, scoresOf, type Change } from '../../scripts/mutation/survivors.js';
import { areas } from '../../scripts/mutation/scope.js';

const testOf = (file: string, id: string) => ({ id, file, name: id, timeOutMs: undefined, run: async () => {} });

it('a change meets first the test that noticed a neighbour, then one test of each file in turn, the quickest first', () => {
  const order = new TestOrder();
  const tests = [testOf('a', 'slow a'), testOf('a', 'quick a'), testOf('b', 'slow b'), testOf('b', 'quick b'), testOf('b', 'slowest b')];
  order.learn({ 'slow a': 50, 'quick a': 2, 'slow b': 40, 'quick b': 1, 'slowest b': 90 });
  const ids = (file: string) => order.of(file, tests).map(({ id }) => id);
  expect(ids('x.ts')).toEqual(['quick b', 'quick a', 'slow b', 'slow a', 'slowest b']);
  for (const test of tests.filter(({ id }) => ['slow a', 'slowest b'].includes(id))) order.noteKill('x.ts', test);
  expect(ids('x.ts').slice(0, 2)).toEqual(['slowest b', 'slow a']);
  expect(ids('y.ts')[0]).toBe('quick b');
});

it('what was noticed, or never came to an end, counts against what was not, also where no test comes by', () => {
  const change = (path: string, status: Change['mutant']['status']): Change => ({ path, source: '', mutant: { id: '1', mutatorName: 'any', status, location: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } } } });
  const changes = [change('src/journey/a.ts', 'Killed'), change('src/journey/step/b.ts', 'Timeout'), change('src/journey/b.ts', 'Survived'), change('src/customer/a.ts', 'NoCoverage'), change('src/customer/a.ts', 'Ignored'), change('src/customer/a.ts', 'RuntimeError')];
  expect(scoresOf([{ name: 'journey', changes: changes.slice(0, 3) }, { name: 'customer', changes: changes.slice(3) }])).toEqual([
    { name: 'journey', isArea: true, mutants: 3, noticed: 2, percent: 200 / 3 }, { name: 'customer', isArea: true, mutants: 1, noticed: 0, percent: 0 }, { name: 'all', isArea: false, mutants: 4, noticed: 2, percent: 50 },
  ]);
});

it('an area of two folders is judged as a whole, and what each of them has is told', () => {
  const changes = (path: string, noticed: number, missed: number): readonly Change[] => ['Killed', 'Survived'].flatMap((status) => Array.from({ length: status === 'Killed' ? noticed : missed }, () =>
    ({ path, source: '', mutant: { id: '1', mutatorName: 'any', status: status as Change['mutant']['status'], location: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } } } })));
  const scores = scoresOf([{ name: 'path', changes: [...changes('src/orchestrator/a.ts', 78, 22), ...changes('adapters/sqlite/b.ts', 90, 10)] }, { name: 'journey', changes: changes('src/journey/a.ts', 79, 21) }]);
  expect(scores.map(({ name, percent }) => [name, percent])).toEqual([['path', 84], ['- src/orchestrator', 78], ['- adapters/sqlite', 90], ['journey', 79], ['all', expect.closeTo(82.33, 2)]]);
  expect(failedOf(scores).map(({ name }) => name)).toEqual(['journey']);
});

it('only sentences, and tests for absence beside the field they guard, are left alone', () => {
  const [plugin] = strykerPlugins;
  const isLeft = (node: object, parent?: object, above?: object): boolean => plugin?.value.shouldIgnore({ node, parent, parentPath: { parent: above } }) !== undefined;
  const text = (value: string) => ({ type: 'StringLiteral', value });
  expect(['was paused meanwhile', ' then it ended. '].map((words) => isLeft(text(words)))).toEqual([true, true]);
  expect(['order.placed', 'with a', '', 'DELETE FROM timer WHERE lane'].map((words) => isLeft(text(words)))).toEqual([false, false, false, false]);
  const absence = { type: 'BinaryExpression', operator: '!==', right: { type: 'Identifier', name: 'undefined' } };
  const both = { type: 'LogicalExpression', operator: '&&', left: absence };
  expect(isLeft(absence, both, { type: 'SpreadElement' })).toBe(true);
  expect([isLeft(absence, both, { type: 'IfStatement' }), isLeft(absence, { ...both, operator: '||' }, { type: 'SpreadElement' }), isLeft({ ...absence, operator: '===' }, both, { type: 'SpreadElement' })]).toEqual([false, false, false]);
});

it('each part has a name of its own', () => {
  expect(new Set(areas.map(({ id }) => id)).size).toBe(areas.length);
});
