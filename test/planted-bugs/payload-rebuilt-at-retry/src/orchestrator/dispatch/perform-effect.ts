import { performEffect as perform, type EffectCall } from '../../../../../../src/orchestrator/dispatch/perform-effect.js';

/** The bug: a retry sends what the facts say by then. */
export const performEffect: typeof perform = (adapters, runtime, call) => perform(adapters, runtime, call.due.attempt > 1 ? rebuilt(call) : call);

function rebuilt(call: EffectCall): EffectCall {
  const { body, state } = call;
  if (body.kind !== 'send') return call;
  const facts = state.instances.find(({ id }) => id === body.instance)?.snapshot.context ?? {};
  const [by, words] = ['by', 'words'].map((fact) => Reflect.get(facts, fact));
  return body.message.text.startsWith(`${by}: `) ? { ...call, body: { ...body, message: { ...body.message, text: `${by}: ${words}` } } } : call;
}
