import { assign } from 'xstate';
import { z } from 'zod';
import { activity, days, defineJourney, facts, minutes, seconds, type Orchestrator } from 'throughline';

const { setup } = defineJourney({
  id: 'parcel-question',
  version: 1,
  events: {
    'chat.started': z.object({ question: z.string(), told: z.string() }),
    'order.numbered': z.object({ orderNumber: z.string() }),
    'answer.rejected': z.object({ why: z.string() }),
    'agent.joined': z.object({ agent: z.string() }),
    'agent.left': z.object({ resolved: z.boolean() }),
  },
  facts: {
    question: facts.personal(z.string()),
    told: facts.personal(z.string()),
    orderNumber: facts.internal(z.string()),
    status: facts.internal(z.enum(['shipped', 'unknown'])),
    agent: facts.internal(z.string()),
    turns: facts.internal(z.number()),
  },
  channels: { chat: ['text'] },
  activities: {
    findOrder: activity({ input: z.object({ orderNumber: z.string() }), output: z.object({ status: z.enum(['shipped', 'unknown']) }), timeoutMs: seconds(10) }),
  },
  entry: { on: ['chat.started'], reentry: { mode: 'never' } },
  ttlMs: days(60),
});

/** What every competitor runs: eight states in two levels, a kilobyte of facts, a delay, an activity, messages on entry. `turns` counts what was durably taken in. */
export const benchJourney = setup({
  actions: { countTurn: assign({ turns: ({ context }) => context.turns + 1 }) },
  guards: { resolved: (_, left: { resolved: boolean }) => left.resolved },
  delays: { patience: minutes(30) },
}).createMachine({
  id: 'parcel-question',
  context: ({ input }) => ({ question: input.event.data.question, told: input.event.data.told, orderNumber: '', status: 'unknown', agent: '', turns: 0 }),
  initial: 'with the bot',
  states: {
    'with the bot': {
      initial: 'asking',
      states: {
        asking: {
          entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Which order is it about? The number stands at the top of the confirmation you got by e-mail.' } },
          on: { 'order.numbered': { target: 'looking up', actions: ['countTurn', { type: 'remember', params: { facts: ['orderNumber'] } }] } },
          after: { patience: '#parcel-question.with a person' },
        },
        'looking up': {
          invoke: {
            src: 'findOrder',
            input: ({ context }) => ({ orderNumber: context.orderNumber }),
            onDone: { target: 'answered', actions: ['countTurn', { type: 'remember', params: { facts: ['status'] } }] },
            onError: '#parcel-question.with a person',
          },
        },
        answered: {
          entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Your parcel is on its way and will be with you within two days. Does that answer your question?' } },
          on: { 'answer.rejected': { target: '#parcel-question.with a person', actions: 'countTurn' } },
        },
      },
    },
    'with a person': {
      initial: 'waiting',
      states: {
        waiting: {
          entry: { type: 'record', params: { metric: 'handed-over' } },
          on: { 'agent.joined': { target: 'talking', actions: ['countTurn', { type: 'remember', params: { facts: ['agent'] } }] } },
        },
        talking: {
          on: {
            'agent.left': [
              { guard: { type: 'resolved', params: ({ event }) => event.data }, target: '#parcel-question.closed' },
              { target: '#parcel-question.with the bot', actions: 'countTurn' },
            ],
          },
        },
      },
    },
    closed: { type: 'final' },
  },
});

/** One event as a customer's host brings it, and what it must leave behind. */
export interface VisitStep {
  readonly event: Told<Parameters<Orchestrator<readonly [typeof benchJourney]>['accept']>[0]>;
  /** came in over the chat; absent for what an agent did */
  readonly overChat?: true;
  /** an activity is asked, whose answer is a durable event too */
  readonly asks?: true;
  /** messages that go out, those that follow the answer included */
  readonly sends: number;
  /** the state as a path, once all is answered */
  readonly rests: string;
}
type Told<E> = E extends { readonly type: infer T; readonly data: infer D } ? { readonly type: T; readonly data: D } : never;

const asked = 'with the bot.asking';

/** The customer enters the journey. */
export const entrance: VisitStep = { event: { type: 'chat.started', data: { question: 'Where is my parcel?', told: 'It should have come on Monday. '.repeat(30) } }, overChat: true, sends: 1, rests: asked };

/** Once around the journey and back to where the customer was. */
export const visit: readonly VisitStep[] = [
  { event: { type: 'order.numbered', data: { orderNumber: 'B-2041-77' } }, overChat: true, asks: true, sends: 1, rests: 'with the bot.answered' },
  { event: { type: 'answer.rejected', data: { why: 'it is late already' } }, overChat: true, sends: 0, rests: 'with a person.waiting' },
  { event: { type: 'agent.joined', data: { agent: 'kim' } }, sends: 0, rests: 'with a person.talking' },
  { event: { type: 'agent.left', data: { resolved: false } }, sends: 1, rests: asked },
];

/** The step that a customer takes next, or took as their n-th, counted from 0. */
export const stepAt = (n: number): VisitStep => visit[n % visit.length] ?? entrance;

/** What so many steps of one customer leave behind. */
export function afterSteps(steps: number): { readonly rests: string; readonly turns: number; readonly answers: number; readonly sends: number } {
  const taken = Array.from({ length: steps }, (_, n) => stepAt(n));
  const answers = taken.filter((step) => step.asks).length;
  return { rests: taken.at(-1)?.rests ?? entrance.rests, turns: steps + answers, answers, sends: taken.reduce((sum, step) => sum + step.sends, entrance.sends) };
}
