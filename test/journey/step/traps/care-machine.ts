import { assign, fromPromise, setup } from 'xstate';

/** An activity that no step may run. */
export const look = fromPromise<string>(() => Promise.reject(new Error('a step ran an activity')));

/** A customer asks, an activity is asked, and its answer is told. */
export const careMachine = setup({ actors: { look }, types: { context: {} as { status?: string } } }).createMachine({
  id: 'm', context: {}, initial: 'quiet',
  states: {
    quiet: { on: { 'chat.started': 'asking' } },
    asking: { invoke: { id: 'find', src: 'look', onDone: { target: 'told', actions: assign({ status: ({ event: { output } }) => output }) }, onError: 'sorry' }, on: { 'chat.ended': 'told' } },
    told: {},
    sorry: {},
  },
});
