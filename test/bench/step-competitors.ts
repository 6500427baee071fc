import { createActor, fromPromise, initialTransition, transition, type AnyActor, type AnyStateMachine } from 'xstate';
import { startStep, step, type Step } from 'throughline';
import { benchJourney } from './bench-journey.js';
import { afterEvents, eventAt, input } from './step-events.js';
import { customers, endIn, runDeciding, type Deciding, type StepRunner } from './step-runner.js';

/** A way to decide, told whom to call for each message. */
type Create = (send: () => void) => Omit<Deciding, 'afterEvents'>;

/** What the library does with a customer it has to read: text in, text out. */
const fromText: Create = (send) => {
  const texts = customers(() => JSON.stringify(startStep(benchJourney, input).snapshot));
  return {
    decide(customer, n) { texts[customer] = JSON.stringify(performed(step(benchJourney, JSON.parse(texts[customer] ?? ''), eventAt(n).told), send)); },
    endOf: (customer) => endIn(texts[customer]),
  };
};

/** And with a customer it has at hand, whose snapshot is the object the last step gave. */
const atHand: Create = (send) => {
  const snapshots = customers(() => startStep(benchJourney, input).snapshot);
  return {
    decide(customer, n) { snapshots[customer] = performed(step(benchJourney, snapshots[customer] ?? none, eventAt(n).told), send); },
    endOf: (customer) => endIn(JSON.stringify(snapshots[customer])),
  };
};

/** What one writes by hand: an actor for each event. */
const actorEach: Create = (send) => {
  const machine = performing(send);
  const texts = customers(() => textOf(createActor(machine, { input })));
  return {
    decide(customer, n) { texts[customer] = textOf(createActor(machine, { snapshot: JSON.parse(texts[customer] ?? '') }), eventAt(n).heard); },
    endOf: (customer) => endIn(texts[customer]),
  };
};

/** XState's own pure function, brought back and kept in the quickest way there is, which forgets what is invoked. */
const pureTransition: Create = (send) => {
  const machine = performing(() => undefined);
  const texts = customers(() => JSON.stringify(initialTransition(machine, input)[0]));
  return {
    decide(customer, n) {
      const [snapshot, actions] = transition(machine, machine.resolveState(JSON.parse(texts[customer] ?? '')), eventAt(n).heard);
      for (const { type } of actions as readonly { readonly type: string }[]) if (type === 'send') send();
      texts[customer] = JSON.stringify(snapshot);
    },
    endOf: (customer) => endIn(texts[customer]),
  };
};

/** The machine alone, alive in memory, on a clock that costs nothing; nothing is ever kept. */
const liveMachine: Create = (send) => {
  const machine = performing(send);
  const actors = customers(() => createActor(machine, { input, clock: { setTimeout: () => 0, clearTimeout: () => undefined } }).start());
  return {
    decide(customer, n) { actors[customer]?.send(eventAt(n).heard); },
    endOf: (customer) => endIn(JSON.stringify(actors[customer]?.getSnapshot())),
  };
};

/** The ways to decide the journey's events in memory, by name. */
export const stepCompetitors = {
  'throughline': () => counting(fromText), 'throughline at hand': () => counting(atHand),
  'createActor': () => counting(actorEach), 'transition()': () => counting(pureTransition), 'live machine': () => counting(liveMachine),
} satisfies Readonly<Record<string, () => StepRunner>>;

/** Asserts in the end that each message was sent as well. */
function counting(create: Create): StepRunner {
  let [sent, expected] = [0, 0];
  const deciding = create(() => { sent += 1; });
  // those of the entrance
  sent = 0;
  const runner = runDeciding({ ...deciding, afterEvents, decide(customer, n) { expected += eventAt(n).sends; deciding.decide(customer, n); } });
  return {
    round: runner.round,
    async end() {
      await runner.end();
      if (sent !== expected) throw new Error(`${sent} messages were sent, not ${expected}`);
    },
  };
}

const none: Step['snapshot'] = { status: 'error', value: {}, context: {} };

function performed({ snapshot, effects, handled }: Step, send: () => void): Step['snapshot'] {
  if (!handled) throw new Error('an event of the bench was not handled');
  for (const effect of effects) if (effect.type === 'action' && effect.name === 'send') send();
  return snapshot;
}

/** Somebody else answers the activity, by an event. */
const performing = (send: () => void): AnyStateMachine => benchJourney.provide({ actions: { send }, actors: { findOrder: fromPromise(() => new Promise<never>(() => undefined)) } });

/** The actor's whole life, and what is kept of it. */
function textOf(actor: AnyActor, event?: { readonly type: string }): string {
  actor.start();
  if (event !== undefined) actor.send(event);
  const text = JSON.stringify(actor.getPersistedSnapshot());
  actor.stop();
  return text;
}
