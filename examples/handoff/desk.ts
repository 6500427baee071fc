import { createOrchestrator, type HandoffRequest } from 'throughline';
import { createAgentPool, createWaitingLine, defineAgent, defineQueuePolicy, placesHeld, startWork, stepWork, type AgentAtWork, type WorkItem } from 'throughline/desk';
import { packetOf, redactPacket, type HandoffPacket } from 'throughline/handoff';
import type { Channel, Clock, Store } from 'throughline/ports';
import { billDispute } from './bill-dispute.js';

// #region queue
/** Skills are asked for a little less after a minute; who has waited ten minutes is called back. */
const bills = defineQueuePolicy({ match: { relax: [{ afterMs: 60_000, drop: 'all' }] }, giveUp: { afterMs: 600_000, to: 'callback' } });
const ann = defineAgent({ id: 'ann', queues: { bills: 1 }, skills: { bills: { level: 4 } }, capacity: { perChannel: { chat: 3, call: 1 }, interrupts: { call: [] } } });
// #endregion queue

/** What an agent's desk shows. */
export interface Shown { readonly agent: string; readonly item: WorkItem; readonly packet: HandoffPacket }

/** A contact centre of one agent, in memory: contacts that journeys hand over are offered to who can help. */
export function startDesk({ chat, store, clock }: { readonly chat: Channel & { readonly capabilities: { readonly text: true } }; readonly store: Store; readonly clock: Clock }) {
  const [pool, line] = [createAgentPool(), createWaitingLine(() => bills)];
  const packets = new Map<string, HandoffPacket>();
  const shown: Shown[] = [];
  const present: AgentAtWork = { agent: ann, presence: 'available', holding: [], idleSince: clock.now() };
  pool.put(present);

  // #region handoff
  const handoff = (request: HandoffRequest): void => {
    const { instance, customer, queue, reason, skills, priority } = request;
    const isKnown = packets.has(instance);
    packets.set(instance, redactPacket(packetOf(request), ['public', 'internal', 'personal']));
    // a run that asks again is in line already, or on somebody's desk
    if (isKnown) return;
    line.add(startWork({ id: instance, customer, queue, channel: 'chat', reason, priority, skills: skills.map((skill) => ({ skill })) }, clock.now()), clock.now());
    offerNext();
  };
  // #endregion handoff

  // #region offer
  const offerNext = (): void => {
    const pair = line.nextPair(pool, clock.now());
    if (pair === undefined) return;
    const { item, agent } = pair;
    const offered = stepWork(bills, item, { type: 'offer', agent: agent.agent.id, turn: item.turn, at: clock.now() }).item;
    line.remove(item.id);
    pool.put({ ...agent, holding: [...agent.holding, ...placesHeld(offered).map(({ holding }) => holding)] });
    const packet = packets.get(item.id);
    if (packet !== undefined) shown.push({ agent: agent.agent.id, item: offered, packet });
  };
  // #endregion offer

  const host = createOrchestrator({ store, clock, channels: { chat }, journeys: [billDispute], handoff });
  return { host, shown };
}
