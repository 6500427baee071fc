import type { AgentAtWork } from '../model/agent-at-work.js';
import { minutes } from '../model/duration.js';
import type { WorkItem } from '../model/work-item.js';
import { isOverloaded } from '../routing/agents/agent-room.js';
import { whetherThere } from '../routing/agents/check-agent.js';
import type { QueueAlert, QueuePolicy } from '../routing/queue/queue-policy.js';
import { stepAlert, type AlertState } from '../routing/sla/step-alert.js';
import type { DeskAlert } from './desk-told.js';

/** How everything at a desk is at a moment. */
export interface DeskNow { readonly at: number; readonly agents: readonly AgentAtWork[]; readonly contacts: readonly WorkItem[] }

/** Makes what looks at a desk again and again, and answers with what supervisors do not know yet; each thing once, and once more after it was otherwise. */
export function createDeskWatch(policies: readonly (readonly [queue: string, policy: QueuePolicy])[]): (now: DeskNow) => readonly DeskAlert[] {
  const watched = policies.filter(([, { alerts }]) => alerts.length > 0);
  const states = new Map<QueueAlert, AlertState>();
  let told = new Map<string, DeskAlert>();
  return (now) => {
    const before = told;
    told = new Map(now.agents.flatMap((one) => ofAgent(one, now.at)).map((alert) => [JSON.stringify(alert), alert]));
    return [...[...told].flatMap(([key, alert]) => (before.has(key) ? [] : [alert])), ...watched.flatMap(([queue, { alerts }]) => alerts.flatMap((alert) => ofQueue(states, { queue, alert }, now)))];
  };
}

function ofAgent(one: AgentAtWork, at: number): readonly DeskAlert[] {
  const { agent: { id: agent, skills }, presence, holding } = one;
  const expired = Object.entries(skills).filter(([, { until = Infinity }]) => until <= at).map(([skill]) => ({ type: 'certificate-expired', agent, skill }) as const);
  return [
    ...(presence === 'not-responding' ? [{ type: 'not-responding', agent } as const] : []),
    ...(isOverloaded(one) ? [{ type: 'overloaded', agent } as const] : []),
    ...(holding.length > 0 && whetherThere(one, at)?.reason === 'off-shift' ? [{ type: 'off-shift-with-work', agent } as const] : []),
    ...expired,
  ];
}

function ofQueue(states: Map<QueueAlert, AlertState>, { queue, alert }: { readonly queue: string; readonly alert: QueueAlert }, now: DeskNow): readonly DeskAlert[] {
  const value = figureOf(alert.of, queue, now);
  const { state, told } = stepAlert(alert, states.get(alert) ?? { status: 'quiet' }, { value, at: now.at });
  states.set(alert, state);
  return told === undefined ? [] : [{ type: 'queue', queue, alert: alert.name, told, value }];
}

function figureOf(of: QueueAlert['of'], queue: string, { at, agents, contacts }: DeskNow): number {
  if (of === 'agents') return agents.filter((one) => Object.hasOwn(one.agent.queues, queue) && whetherThere(one, at) === undefined).length;
  const waiting = contacts.filter(({ queue: where, life }) => where === queue && (life.status === 'waiting' || life.status === 'offered') && life.kind === 'live');
  return of === 'waiting' ? waiting.length : waiting.reduce((longest, { since }) => Math.max(longest, at - since), 0) / minutes(1);
}
