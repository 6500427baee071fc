import type { AssistSaid, RequestFormat } from 'throughline/ports';
import { z } from 'zod';

// #region format
const event = z.object({ Sid: z.string(), EventType: z.string(), TimestampMs: z.coerce.number(), TaskAttributes: z.string(), WorkerName: z.string().optional() });
const ours = z.object({ item: z.string() });

/** A router that posts forms, one event each, and gives back the attributes that a task was made with. */
export const taskEvents: RequestFormat<AssistSaid> = {
  body: 'form',
  parts: (body) => [body],
  idOf: (part) => event.safeParse(part).data?.Sid,
  read: (part) => {
    const { Sid: id, EventType, TimestampMs: order, TaskAttributes, WorkerName: agent = 'somebody' } = event.parse(part);
    const common = { id, item: ours.parse(JSON.parse(TaskAttributes)).item, order };
    switch (EventType) {
      case 'task.created': return { ...common, type: 'created' };
      case 'task-queue.entered': return { ...common, type: 'queued' };
      case 'reservation.created': return { ...common, type: 'offered', agent };
      case 'reservation.accepted': return { ...common, type: 'accepted', agent };
      case 'task.wrapup': return { ...common, type: 'wrapped-up', agent };
      case 'task.completed': return { ...common, type: 'closed', because: 'served' };
      case 'task.canceled': return { ...common, type: 'failed' };
      default: return undefined;
    }
  },
};
// #endregion format
