import { performEffect as perform } from '../../../../../../src/orchestrator/dispatch/perform-effect.js';

/** The bug: a message is noted as sent, and then it is sent. */
export const performEffect: typeof perform = async (adapters, runtime, call) => {
  const { tenant, lane, key } = call.due;
  if (call.body.kind === 'send') await new Promise<void>((noted) => { runtime.committer.mark({ tenant, lane, expect: -1, epoch: runtime.ownership.epoch, effects: { settle: [{ key, result: 'sent' }] } }, () => noted()); });
  return perform(adapters, runtime, call);
};
