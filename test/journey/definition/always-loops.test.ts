import fc from 'fast-check';
import { createActor, createMachine } from 'xstate';
import { describe, expect, it } from 'vitest';
import { define, refusals, type Bent } from './parcel-declaration.js';

/** how a state moves on at once: never, or to the state with this number, asking first or not */
interface Hop { readonly to: number; readonly guarded: boolean }
const hops = fc.array(fc.option(fc.record({ to: fc.nat({ max: 5 }), guarded: fc.boolean() }), { nil: undefined }), { minLength: 2, maxLength: 6 });

/** a state per hop, each of which can be begun in by an event and left by a delay, so that nothing else is wrong */
function statesOf(list: readonly (Hop | undefined)[]): Bent {
  return Object.fromEntries(list.map((hop, index) => {
    const to = hop === undefined ? undefined : (hop.to % list.length === index ? (index + 1) % list.length : hop.to % list.length);
    return [`s${index}`, { after: { 1000: 'hub' }, ...(to === undefined ? {} : { always: { target: `s${to}`, ...(hop?.guarded === true ? { guard: () => true } : {}) } }) }];
  }));
}

function configOf(list: readonly (Hop | undefined)[]): Bent {
  const toAll = list.map((_, index) => ({ target: `s${index}`, guard: ({ event }: { event: { data: { orderNumber: string } } }) => event.data.orderNumber === String(index) }));
  return { initial: 'hub', states: { hub: { on: { 'order.numbered': toAll }, after: { 1: 's0' } }, ...statesOf(list) } };
}

function runsForEver(list: readonly (Hop | undefined)[], from: number): boolean {
  const actor = createActor(createMachine({ ...configOf(list), context: {}, options: { maxIterations: 100 } } as never));
  let failed = false;
  actor.subscribe({ error: () => { failed = true; } });
  actor.start();
  actor.send({ type: 'order.numbered', data: { orderNumber: String(from) } } as never);
  actor.stop();
  return failed;
}

describe('a journey never hangs in ways that are taken at once', () => {
  it('always refuses rings without a question, and nothing else', () => {
    fc.assert(fc.property(hops, (list) => {
      const said = refusals(() => define({ config: configOf(list) }));
      const asksNothing = list.map((hop) => (hop?.guarded === true ? undefined : hop));
      expect(said.length > 0).toBe(list.some((_, from) => runsForEver(asksNothing, from)));
    }), { numRuns: 300 });
  });

  it('ten thousand states that move on at once, one to the next, are only many', () => {
    const chain = Array.from({ length: 9_998 }, (_, index) => [`s${index}`, index === 9_997 ? { type: 'final' } : { always: `s${index + 1}` }]);
    expect(refusals(() => define({ config: { initial: 's0', states: Object.fromEntries(chain) } }))).toEqual([]);
  });

  it('a ring whose question is always answered yes meets the step limit instead', () => {
    const guard = () => true;
    const journey = define({ config: { initial: 'a', states: { a: { always: { target: 'b', guard } }, b: { always: { target: 'a', guard } } } } });
    expect(journey.options.maxIterations).toBe(1000);
    const actor = createActor(journey);
    const errors: unknown[] = [];
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start();
    expect(String(errors[0])).toContain('1000 microsteps');
  });
});
