import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext, type MutantCoverage } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus, type DryRunResult, type MutantRunOptions, type MutantRunResult, type TestResult, type TestRunner } from '@stryker-mutator/api/test-runner';
import { TestOrder } from './test-order.js';
import { secondsPerMutant } from './scope.js';
import type { CollectedTest } from './stand-in.js';

type Verdict = { readonly failed: false } | { readonly failed: true; readonly hung: boolean; readonly message: string };

declare global {
  var __stryker__: InstrumenterContext | undefined;
}

const durationsFile = 'durations.json';
/** What waits for something that no longer comes is given up after this, and ten times what it usually takes. */
const patienceMs = 2_000;
const turnMs = 50;
/** a test may put clocks of its own in place of these */
const { setTimeout: later, clearTimeout: never } = globalThis;

/** Runs tests for Stryker in its own process, each as often as there are mutants it meets, without loading anything again. */
class InProcessRunner implements TestRunner {
  readonly #stryker: InstrumenterContext = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});
  readonly #order = new TestOrder();
  #tests: readonly CollectedTest[] | undefined;
  #stray: unknown;

  constructor() {
    // an error nobody waits for belongs to the test that runs
    for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, (error: unknown) => { this.#stray ??= error ?? 'an error without a value'; });
  }

  /** What is loaded stays loaded: a mutant of something that happens while loading gets a process of its own. */
  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun(): Promise<DryRunResult> {
    const results: TestResult[] = [];
    for (const test of await this.#load()) {
      this.#stryker.currentTestId = test.id;
      const start = process.cpuUsage();
      const verdict = await this.#run(test, 60_000);
      const timeSpentMs = cpuMsSince(start);
      delete this.#stryker.currentTestId;
      const about = { id: test.id, name: test.name, fileName: resolve(test.file), timeSpentMs };
      results.push(verdict.failed ? { ...about, status: TestStatus.Failed, failureMessage: verdict.message } : { ...about, status: TestStatus.Success });
    }
    writeFileSync(durationsFile, JSON.stringify(Object.fromEntries(results.map(({ id, timeSpentMs }) => [id, timeSpentMs]))));
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: withoutLoading(this.#stryker.mutantCoverage ?? { static: {}, perTest: {} }) };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    if (mutantActivation === 'static') this.#stryker.activeMutant = activeMutant.id;
    const tests = await this.#load().catch(String);
    if (typeof tests === 'string') return { status: MutantRunStatus.Killed, killedBy: [], failureMessage: tests, nrOfTests: 0 };
    Object.assign(this.#stryker, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    const filter = new Set(testFilter ?? tests.map(({ id }) => id));
    const wanted = tests.filter(({ id }) => filter.has(id));
    const result = await this.#meet(this.#order.of(activeMutant.fileName, wanted), activeMutant.fileName);
    delete this.#stryker.activeMutant;
    return result;
  }

  async #meet(tests: readonly CollectedTest[], fileName: string): Promise<MutantRunResult> {
    const start = process.cpuUsage();
    for (const [index, test] of tests.entries()) {
      if (cpuMsSince(start) > 1_000 * secondsPerMutant) return { status: MutantRunStatus.Survived, nrOfTests: index };
      const verdict = await this.#run(test, patienceMs + 10 * this.#order.usualMs(test));
      const { hitCount = 0, hitLimit = Infinity } = this.#stryker;
      if (verdict.failed && verdict.hung) leave();
      if (hitCount > hitLimit) return { status: MutantRunStatus.Timeout, reason: `came by more than ${hitLimit} times` };
      if (!verdict.failed) continue;
      this.#order.noteKill(fileName, test);
      return { status: MutantRunStatus.Killed, killedBy: [test.id], failureMessage: verdict.message, nrOfTests: index + 1 };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: tests.length };
  }

  async #run(test: CollectedTest, limitMs: number): Promise<Verdict> {
    this.#stray = undefined;
    try {
      const inTime = await within(test.run(), limitMs);
      if (!inTime) return { failed: true, hung: true, message: `no end within ${limitMs} ms` };
    } catch (error) {
      return { failed: true, hung: false, message: String(error) };
    }
    return this.#stray === undefined ? { failed: false } : { failed: true, hung: false, message: `besides the test: ${String(this.#stray)}` };
  }

  async #load(): Promise<readonly CollectedTest[]> {
    if (this.#tests !== undefined) return this.#tests;
    standInForWorker();
    const { tests }: { tests: readonly CollectedTest[] } = await import(pathToFileURL(resolve('all-tests.mjs')).href);
    this.#order.learn(readDurations());
    return (this.#tests = tests);
  }
}

/** What is passed both while test files load and in a test is met in the test alone: in a process of its own it would take a second. */
function withoutLoading({ static: loading, perTest }: MutantCoverage): MutantCoverage {
  const inTests = new Set(Object.values(perTest).flatMap((met) => Object.keys(met)));
  return { perTest, static: Object.fromEntries(Object.entries(loading).filter(([id]) => !inTests.has(id))) };
}

/** Some matchers ask the worker they expect to run in for its settings. */
function standInForWorker(): void {
  Object.assign(process.env, { VITEST: 'true', NODE_ENV: 'test' });
  Object.assign(globalThis, { __vitest_worker__: { config: { fakeTimers: {}, snapshotOptions: {}, expect: {} }, filepath: '' } });
}

/** Not the time that passes, which other programs make longer. */
function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** Counts turns of the event loop and not time alone: on a busy machine work is late, and so are the turns. */
async function within(work: Promise<void>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((done) => {
    const turn = (left: number): void => { timer = later(() => (left <= 0 ? done(false) : turn(left - turnMs)), turnMs); };
    turn(limitMs);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    never(timer);
  }
}

/** What hangs may still do something while another mutant is met; Stryker goes on in a new process. */
function leave(): void {
  later(() => process.exit(0), 20);
}

function readDurations(): Readonly<Record<string, number>> {
  try {
    return JSON.parse(readFileSync(durationsFile, 'utf8'));
  } catch {
    return {};
  }
}

function createInProcessRunner(): TestRunner {
  return new InProcessRunner();
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', createInProcessRunner)];
