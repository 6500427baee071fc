import { addEffect as add } from '../../../../../src/customer/add-effect.js';

export { putEffect, type Acting } from '../../../../../src/customer/add-effect.js';

/** The bug: nothing waits for the message before it. */
export const addEffect: typeof add = (turn, instance, { queue: _alone, ...effect }) => add(turn, instance, effect);
