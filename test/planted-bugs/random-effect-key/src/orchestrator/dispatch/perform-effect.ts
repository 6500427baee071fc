import { randomUUID } from 'node:crypto';
import { performEffect as perform } from '../../../../../../src/orchestrator/dispatch/perform-effect.js';

/** The bug: each attempt has a key of its own. */
export const performEffect: typeof perform = (adapters, runtime, call) => perform(adapters, runtime, { ...call, due: { ...call.due, key: `${call.due.key}-${randomUUID()}` } });
