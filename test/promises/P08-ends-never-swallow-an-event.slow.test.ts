import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from 'throughline/ports';
import { runsOf } from '../full-size.js';
import { judgeFates } from './races/judge-fates.js';
import { RaceTown } from './races/race-town.js';

/** 50,000 is the whole proof. */
const histories = runsOf({ ci: 60, full: 50_000 });

type Model = { told: number };
type Command = fc.AsyncCommand<Model, RaceTown>;

const command = (name: string, run: (town: RaceTown) => Promise<void> | void): Command => ({ check: () => true, run: async (model, town) => { model.told += 1; await run(town); }, toString: () => name });
const customer = fc.constantFrom('ann', 'bob');
const worker = fc.nat(2);
const soon = fc.constantFrom(0, 0, 0, 1, 20, 200, 5_000);

/** Events, and all that ends a run or takes it elsewhere, with little or no time between them. */
const commands = fc.commands([
  fc.tuple(fc.constantFrom('errand.begun', 'errand.opened', 'errand.told', 'errand.told', 'errand.over'), customer, worker).map(([type, who, at]) => command(`${who} tells ${type} at ${at}`, (town) => town.tell(type, who, at))),
  fc.tuple(fc.constantFrom('errand.begun', 'errand.told', 'errand.over'), customer, worker).map(([type, who, at]) => command(`${who} tells ${type} at ${at}`, (town) => town.tell(type, who, at))),
  fc.tuple(fc.constantFrom('errand.begun', 'errand.told'), customer, worker).map(([type, who, at]) => command(`${who} tells ${type} at ${at}`, (town) => town.tell(type, who, at))),
  fc.tuple(fc.nat(40), worker).map(([which, at]) => command(`what was told as the ${which}. comes again at ${at}`, (town) => town.again(which, at))),
  soon.map((ms) => command(`${ms} ms go by`, (town) => town.clock.advance(ms))),
  fc.tuple(customer, worker).map(([who, at]) => command(`a person ends what ${who} has, at ${at}`, (town) => town.cancel(who, at))),
  // most of the time there is nothing to end
  fc.tuple(customer, worker).map(([who, at]) => command(`a person ends what ${who} has, at ${at}`, (town) => town.cancel(who, at))),
  worker.map((at) => command(`${at} hands over`, (town) => town.handOver(at))),
  fc.constant(command('a new version', (town) => town.publish())),
  fc.tuple(fc.boolean(), worker).map(([pause, at]) => (pause ? command(`a pause at ${at}`, (town) => town.pause(at)) : command(`a resume at ${at}`, (town) => town.resume(at)))),
], { maxCommands: 40, size: 'max' });

/** Runs the histories; answers what was seen in all of them, or throws with the first in which an event had no end or several. */
async function prove(numRuns: number, spoil?: (change: Change) => Change) {
  const seen = { told: 0, cancelled: 0, handedOver: 0, published: 0, paused: 0, handled: 0, deferred: 0, ignored: 0 };
  await fc.assert(fc.asyncProperty(commands, async (steps) => {
    const town = new RaceTown(spoil);
    await town.open(3);
    await fc.asyncModelRun(() => ({ model: { told: 0 }, real: town }), steps);
    await town.calmDown();
    const { log, parked, findings } = await town.close();
    const faults = [...judgeFates(town.told, log, parked), ...findings];
    if (faults.length > 0) throw new Error(faults.join('\n'));
    seen.told += town.told.length;
    for (const what of ['cancelled', 'handedOver', 'published', 'paused'] as const) seen[what] += town.seen[what];
    for (const { receipt } of town.told) if (receipt?.status === 'handled' || receipt?.status === 'deferred' || receipt?.status === 'ignored') seen[receipt.status] += 1;
  }), { numRuns, endOnFailure: spoil !== undefined });
  return seen;
}

test(`P8: in ${histories} histories of runs that end, are ended, handed over and succeeded by a new version, each accepted event comes to one end`, async () => {
  const seen = await prove(histories);
  for (const [what, times] of Object.entries(seen)) expect(times, `${what}; a run without any proves nothing`).toBeGreaterThan(histories / 10);
}, 10_800_000);

/** A library that lets an event go unseen where its run ends, and one that takes an event twice. */
const planted: readonly (readonly [string, (change: Change) => Change, RegExp])[] = [
  ['ends a run and does not say what became of the events that waited', (change) => ({ ...change, ...(change.entries !== undefined && { entries: change.entries.map((entry) => ({ ...entry, body: entry.body.replaceAll('still deferred when', 'there when') })) }) }), /it waited and nothing says what became of it/],
  ['takes up what another process parked and says nothing of it', (change) => ({ ...change, ...(change.entries !== undefined && { entries: change.entries.filter(({ body }) => !body.includes('parked.redriven')) }) }), /it was parked and was taken 1 times|it was parked, is not kept and was let go 0 times/],
  ['forgets that an event came before', (change) => ({ ...change, ...(change.entries !== undefined && { entries: change.entries.map(({ kind, at, body }) => ({ kind, at, body })) }) }), /it is in the log \d times|it was \w+ and was taken 2 times/],
];

test.each(planted)('the proof finds a library that %s', async (_, spoil, says) => {
  const found = await prove(500, spoil).then(() => 'nothing', (error: unknown) => String(error instanceof Error ? error.cause : error));
  expect(found).toMatch(says);
});
