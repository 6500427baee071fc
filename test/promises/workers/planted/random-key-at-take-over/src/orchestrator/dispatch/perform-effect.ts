import { randomUUID } from 'node:crypto';
import { performEffect as perform } from '../../../../../../../../src/orchestrator/dispatch/perform-effect.js';

/** The bug: who takes over what another had in hand does it under a key of its own. */
export const performEffect: typeof perform = (adapters, runtime, call) => perform(adapters, runtime, call.due.attempt > 1 ? { ...call, due: { ...call.due, key: `${call.due.key}-${randomUUID()}` } } : call);
