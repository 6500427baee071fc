import { addEffect as add } from '../../../../../../../src/customer/add-effect.js';

export { putEffect, type Acting } from '../../../../../../../src/customer/add-effect.js';

/** The bug: nothing waits for the message before it, since each stands in a queue of its own. */
export const addEffect: typeof add = (turn, instance, effect) => add(turn, instance, effect.queue === undefined ? effect : { ...effect, queue: effect.key });
