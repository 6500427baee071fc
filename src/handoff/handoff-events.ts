import { z } from 'zod';

const name = z.string().min(1).max(255);

/** What a journey hears of a contact that it handed over: spread it into a journey's `events`. The host brings them as its router, or `stepWork`, tells of them; `item` names the contact. */
export const handoffEvents = {
  /** it waits in a queue, for the first time or again */
  'work.queued': z.object({ item: name, queue: name.exactOptional() }),
  /** a person has it: the acknowledgement that the journey waits for */
  'work.answered': z.object({ item: name, agent: name }),
  /** the customer gave up waiting */
  'work.abandoned': z.object({ item: name }),
  /** the customer would rather be called */
  'work.callback-asked': z.object({ item: name }),
  /** waiting was given up: the customer is called or written to */
  'work.flowed-out': z.object({ item: name }),
  /** the bot goes on, where `resume` says */
  'work.handed-back': z.object({ item: name, resume: name.exactOptional() }),
  /** the person is done */
  'work.ended': z.object({ item: name, agent: name }),
} as const;
