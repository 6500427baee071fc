import { assign, cancel, emit, enqueueActions, log, raise, stopChild } from 'xstate';
import type { Choices } from './choices.js';

export interface Facts { readonly n: number; readonly m: number }
type Args = { context: Facts; event: { type: string; data?: { v: number } } };

/** Random actions of every kind a step knows, told apart by where they are written. */
export function randomActions(choices: Choices, where: string, max: number): unknown[] {
  return choices.times(0, max, (index) => randomAction(choices, `${where}/${index}`)).flat();
}

function randomAction(choices: Choices, where: string): unknown[] {
  const k = choices.number(2);
  const kind = choices.number(12);
  switch (kind) {
    case 0: return [{ type: 'note', params: { where } }];
    case 1: return [{ type: 'mark', params: ({ context, event }: Args) => ({ where, n: context.n, on: event.type }) }];
    case 2: return ['plain'];
    case 3: return [assign({ n: ({ context }: Args) => (context.n + k + 1) % 5 } as never)];
    case 4: return [assign((({ context, event }: Args) => ({ m: (context.m + (event.data?.v ?? 1)) % 9 })) as never)];
    case 5: return ['count', emit((({ context }: Args) => ({ type: `told.${k}`, n: context.n, where })) as never)];
    case 6: return [emit({ type: 'told.plainly', where } as never), log('said')];
    case 7: return [raise({ type: `r.${k}` } as never)];
    case 8: return [cancel(`d.${k}`), raise({ type: `r.${k}`, where } as never, { id: `d.${k}`, delay: randomDelay(choices) as never })];
    case 9: return [raise((({ context }: Args) => ({ type: `r.${k}`, n: context.n })) as never, { delay: randomDelay(choices) as never })];
    case 10: return [cancel(`d.${k}`)];
    case 11: return [randomQueue(choices, where, k)];
    default: return choices.chance(30) ? [stopChild('named')] : ['count'];
  }
}

/** Delays of every form: a number, a function, a name; short ones that meet, and one beyond what `setTimeout` can hold. */
export function randomDelay(choices: Choices): unknown {
  return choices.of([10, 20, 0, 2 ** 31 + 7, ({ context }: Args) => 10 + context.n, 'quick', 'slow', 'ages']);
}

function randomQueue(choices: Choices, where: string, k: number): unknown {
  const [raises, later] = [choices.chance(20), choices.chance(30)];
  return enqueueActions((({ context, enqueue, check }: Args & { enqueue: any; check: (guard: unknown) => boolean }) => {
    enqueue.assign({ n: (context.n + 1) % 5 });
    enqueue({ type: 'queued', params: { where, before: context.n } });
    if (check('odd')) enqueue.emit({ type: 'told.queued', where });
    if (check(({ context: facts }: Args) => facts.m > 3)) enqueue('plain');
    if (raises) enqueue.raise({ type: `r.${k}` });
    if (later) { enqueue.cancel(`d.${k}`); enqueue.raise({ type: `r.${k}`, where }, { id: `d.${k}`, delay: 20 }); }
  }) as never);
}
