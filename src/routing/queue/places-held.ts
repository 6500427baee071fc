import type { Holding } from '../../model/agent-at-work.js';
import type { WorkItem } from '../../model/work-item.js';

/** The places that a contact takes, and at whom: the `holding` of an agent is what all contacts take of theirs. */
export function placesHeld({ id, channel, life }: Pick<WorkItem, 'id' | 'channel' | 'life'>): readonly { readonly agent: string; readonly holding: Holding }[] {
  const place = (agent: string, status: Holding['status']) => ({ agent, holding: { item: id, channel, status } });
  switch (life.status) {
    case 'offered': return [place(life.agent, 'offered')];
    case 'assigned': return [place(life.agent, 'active'), ...(life.aside === undefined ? [] : [place(life.aside.agent, life.aside.status === 'asked' ? 'offered' : 'active')])];
    case 'wrap-up': return [place(life.agent, 'wrap-up')];
    case 'bot': case 'elsewhere': case 'waiting': case 'scheduled': case 'ended': return [];
  }
}
