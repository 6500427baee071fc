import { expect } from 'vitest';
import { JourneyError } from '../../../../src/errors/index.js';
import type { Choices } from './choices.js';
import { describeConfig } from './describe-run.js';
import type { Features } from './features.js';
import { createLiveSide } from './live-side.js';
import { createPureSide, type Keeping } from './pure-side.js';
import { randomMachine } from './random-machine.js';
import type { RunView, Side } from './run-view.js';

/** Takes one random machine through random events, live and step by step, and expects the same of both after each. Answers how it ended. */
export function compareOneRun(choices: Choices, features: Features): string {
  const keeping = choices.of<Keeping>(['object', 'text', 'object', 'sorted']);
  if (keeping !== 'object') features.note('kept as text');
  const makeMachine = randomMachine(choices);
  const input = { n: choices.number(3) };
  const [liveNow, pureNow] = [{ at: 1_000 }, { at: 1_000 }];
  const pureMachine = makeMachine({ act: (name) => { throw new Error(`the pure step performed ${name}`); }, activity: { transition: notRun, getInitialSnapshot: notRun, getPersistedSnapshot: notRun } });
  const said: string[] = [];
  const live = createLiveSide(makeMachine, input, liveNow, features);
  const pure = createPureSide(pureMachine, input, pureNow, keeping, features);
  const both: Both = (name, act) => {
    said.push(name);
    act(live);
    act(pure);
    return sameView(live, pure);
  };
  try {
    let view = both('start', () => undefined);
    for (let left = 4 + choices.number(8); left > 0 && view.status === 'active'; left--) view = command(choices, view, both, () => (liveNow.at = pureNow.at += 3));
    return view.status;
  } catch (error) {
    throw new Error(`after ${said.join(', ')} (kept as ${keeping}):\n${describeConfig(pureMachine.config)}`, { cause: error });
  }
}

type Both = (name: string, act: (side: Side) => void) => RunView;

function command(choices: Choices, view: RunView, both: Both, later: () => number): RunView {
  const kind = choices.number(9);
  const id = view.atWork[choices.number(Math.max(0, view.atWork.length - 1))];
  if (kind === 7 && id !== undefined) return both(`${id} fails`, (side) => side.fail(id, { code: 'ActivityFailed', message: 'no' }));
  if (kind > 7 && id !== undefined) return both(`${id} answers`, (side) => side.finish(id, { v: kind }));
  if (kind >= 4 && view.dues.length > 0) return fireSome(1 + choices.number(4), view, both);
  const event = { type: `e.${choices.number(3)}`, data: { v: choices.number(4) }, at: later() };
  return both(event.type, (side) => side.send(event));
}

function fireSome(times: number, view: RunView, both: Both): RunView {
  let next = view;
  for (let left = times; left > 0 && next.status === 'active' && next.dues.length > 0; left--) next = both('timer', (side) => side.fireNext());
  return next;
}

/** A machine that ended by an error (an endless loop, a failure nothing handles) shows no more than that. */
function sameView(live: Side, pure: Side): RunView {
  const [seenLive, seenPure] = [live.view(), pure.view()];
  if (JourneyError.is(seenPure.error, 'DefinitionFault')) expect(seenLive.possible, seenPure.error.message).toBe(false);
  else if (seenLive.status === 'error') expect(seenPure.status, `live: ${String(seenLive.error)}`).toBe('error');
  else if (enteredTwice(seenLive)) return { ...seenPure, status: 'entered twice' };
  else expect(seenPure).toEqual(seenLive);
  return seenPure;
}

/** XState sometimes enters a state without leaving it first; then a delay or activity begun twice ends twice, and only one of both can be cancelled. */
const enteredTwice = (live: RunView): boolean => live.begunTwice || live.dues.length > live.delayed.length;

const notRun = (): never => { throw new Error('the pure step ran an activity'); };
