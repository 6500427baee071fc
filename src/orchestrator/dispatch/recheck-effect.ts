import type { CustomerState } from '../../customer/customer-state.js';
import type { DefinitionStatuses } from '../../customer/definition-status.js';
import type { EffectBody } from '../../customer/effect-body.js';
import { parseEffectKey } from '../../model/effect-key.js';
import { parseInstanceId } from '../../model/instance-id.js';

export type Verdict = { readonly verdict: 'go' } | { readonly verdict: 'drop'; readonly because: string } | { readonly verdict: 'hold' };

/** Judges an effect again right before it is performed: an instance that was made to leave sends nothing more, a paused definition holds or discards. */
export function recheckEffect(state: CustomerState, statusOf: DefinitionStatuses, { key, body }: { readonly key: string; readonly body: EffectBody }): Verdict {
  if (body.kind === 'crm.find' && state.crmFind !== undefined && state.crmFind !== key) return { verdict: 'drop', because: 'the CRM was asked again since' };
  // what no journey asked for is held up by none
  if (body.instance === undefined) return { verdict: 'go' };
  const left = whyLeft(state, key, body);
  if (left !== undefined) return { verdict: 'drop', because: left };
  const status = statusOf(parseInstanceId(body.instance).journey);
  if (status.status !== 'paused' || status.rule.effects === 'perform') return { verdict: 'go' };
  // an activity that were thrown away would leave its state waiting for ever
  return status.rule.effects === 'hold' || body.kind === 'activity' ? { verdict: 'hold' } : { verdict: 'drop', because: 'its journey is paused and discards effects' };
}

/** What the CRM is told stays true after an exit; what the customer or an agent would get does not. */
function whyLeft(state: CustomerState, key: string, body: EffectBody): string | undefined {
  if (body.kind.startsWith('crm.')) return undefined;
  const instance = state.instances.find((one) => one.id === body.instance);
  if (instance !== undefined) return body.kind === 'activity' && instance.invoked[body.invokeId] !== key ? 'the state that asked for it was left' : undefined;
  const ended = state.ended.find((run) => run.id === body.instance);
  if (body.kind === 'activity') return 'its journey has ended';
  // no record is left of those that came to their end long ago: what they decided still goes
  return ended?.forcedAt !== undefined && parseEffectKey(key).seq < ended.forcedAt ? `its journey was left (${ended.reason})` : undefined;
}
