import { expect, test } from 'vitest';
import { createLanes } from '../../../src/orchestrator/lane/lanes.js';

/** A task that ends when it is told to, with what it is told. */
function task() {
  let [end, fail] = [(): void => undefined, (): void => undefined];
  let begun = false;
  const done = new Promise<string>((resolve, reject) => { end = () => resolve('done'); fail = () => reject(new Error('no')); });
  return { run: () => { begun = true; return done; }, end: () => end(), fail: () => fail(), get begun() { return begun; } };
}
const turns = async (): Promise<void> => { for (let turn = 0; turn < 10; turn += 1) await Promise.resolve(); };

test('tasks of one lane run one after another, also behind one that failed; other lanes do not wait', async () => {
  const lanes = createLanes();
  const [first, second, other] = [task(), task(), task()];
  const results = [lanes.run('a', first.run).catch(String), lanes.run('a', second.run), lanes.run('b', other.run)];
  await turns();
  expect([first.begun, second.begun, other.begun]).toEqual([true, false, true]);
  first.fail();
  await turns();
  expect(second.begun).toBe(true);
  second.end();
  other.end();
  expect(await Promise.all(results)).toEqual(['Error: no', 'done', 'done']);
});

test('the first task of a lane begins at once', () => {
  const lanes = createLanes();
  const first = task();
  void lanes.run('a', first.run);
  expect(first.begun).toBe(true);
});

test('who waits is counted, in a lane and in all, and nobody once it is over', async () => {
  const lanes = createLanes();
  const tasks = [task(), task(), task()];
  const ended = tasks.map((one, at) => lanes.run(at < 2 ? 'a' : 'b', one.run));
  const counts = (): readonly number[] => [lanes.waiting('a'), lanes.waiting('b'), lanes.waiting('c'), lanes.total];
  const before = counts();
  tasks[0]?.end();
  await turns();
  const meanwhile = counts();
  for (const one of tasks) one.end();
  await Promise.all(ended);
  await turns();
  expect([before, meanwhile, counts()]).toEqual([[2, 1, 0, 3], [1, 1, 0, 2], [0, 0, 0, 0]]);
});

test('a lane is idle again only behind its last task, and a new task of it begins at once then', async () => {
  const lanes = createLanes();
  const tasks = [task(), task()];
  for (const one of tasks) void lanes.run('a', one.run);
  const idle = { all: false };
  void lanes.idle().then(() => { idle.all = true; });
  await turns();
  const before = idle.all;
  tasks[0]?.end();
  await turns();
  const meanwhile = idle.all;
  tasks[1]?.end();
  await turns();
  const late = task();
  void lanes.run('a', late.run);
  expect([before, meanwhile, idle.all, late.begun]).toEqual([false, false, true, true]);
});

test('nothing at all is idle at once', async () => {
  await expect(createLanes().idle()).resolves.toBeUndefined();
});
