import type { CustomerState } from '../../customer/customer-state.js';
import { conversationTimer } from '../../customer/crm/note-conversation.js';
import { issuesTimer } from '../../customer/channel/note-outcome.js';
import type { Listed } from '../../ports/store.js';

/** kept beside no run, and their absence means nothing: whoever looks for them finds in the state whether they still matter */
const housekeeping: ReadonlySet<string> = new Set([conversationTimer, issuesTimer]);

/** Holds the delays that a customer's state speaks of against the timers of its lane. */
export function checkTimers(state: CustomerState, timers: readonly Listed['timer'][], parked: readonly Listed['parked'][]): readonly string[] {
  const rows = new Map(timers.map(({ id, due }) => [id, due]));
  const wanted = new Map([...state.instances.flatMap((instance) => instance.timers.map(({ id, due }) => [id, due] as const)), ...state.starting.map(({ timer, due }) => [timer, due] as const)]);
  const ended = new Set(parked.map(timerIn));
  return [
    ...[...wanted].filter(([id]) => !rows.has(id) && !ended.has(id)).map(([id]) => `the delay '${id}' has no timer`),
    ...[...wanted].filter(([id, due]) => rows.has(id) && rows.get(id) !== due).map(([id]) => `the delay '${id}' has a timer of another time`),
    ...[...rows.keys()].filter((id) => !wanted.has(id) && !housekeeping.has(id)).map((id) => `nobody waits for the timer '${id}'`),
    ...(state.crmNote !== undefined && !rows.has(conversationTimer) ? ['the conversation that the CRM is to hear of has no timer'] : []),
  ];
}

/** The end of a delay may be kept aside: the run has the delay still, and the timer is gone. */
function timerIn({ body }: Listed['parked']): string | undefined {
  try {
    const { input }: { readonly input?: { readonly kind?: string; readonly timer?: string } } = JSON.parse(body);
    return input?.kind === 'timer' ? input.timer : undefined;
  } catch {
    return undefined;
  }
}
