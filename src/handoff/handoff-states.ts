import { JourneyError } from '../errors/index.js';
import { days, hours, minutes } from '../model/duration.js';
import type { WorkOwner } from '../model/work-item.js';

/** How one place in a journey hands over to people. All lengths are milliseconds, from a second to a year. */
export interface HandoffOptions<Ended extends string, Left extends string, Back extends string> {
  readonly queue: string;
  readonly reason: string;
  readonly skills?: readonly string[];
  /** 0 to 9, higher is more urgent; 0 where absent. Who is asked for a second time is one step more urgent */
  readonly priority?: number;
  /** how long until a person has answered, each time one is asked for; 10 minutes where absent */
  readonly answerMs?: number;
  /** what the customer gets where nobody answers; an answer in writing where absent */
  readonly fallback?: 'callback' | 'message';
  /** what the customer is told then, for the briefing: up to 1,000 UTF-16 units */
  readonly promise: string;
  /** until when a call, and an answer in writing, is promised; 1 hour and 1 day where absent */
  readonly callbackMs?: number;
  readonly messageMs?: number;
  /** how long a person may have it without a word before somebody else is asked; 7 days where absent */
  readonly personMs?: number;
  /** states of the journey: where it goes on once a person is done, once the customer has given up, and where the bot takes it up again */
  readonly ended: Ended;
  readonly left: Left;
  readonly handedBack: Back;
}

/**
 * The states of a handoff (care-rules 2.4), to be spread beside a journey's own: enter by `waiting for a person`. The journey keeps the customer until a person has
 * answered, asks once more, and then promises a call or an answer in writing; no state of it waits without an end, and none forgets the customer. InvalidOptions.
 */
export function handoffStates<const Ended extends string, const Left extends string, const Back extends string>(options: HandoffOptions<Ended, Left, Back>) {
  const { queue, reason, skills = [], priority = 0, answerMs = minutes(10), fallback = 'message', promise, callbackMs = hours(1), messageMs = days(1), personMs = days(7), ended, left, handedBack } = options;
  checkLengths({ answerMs, callbackMs, messageMs, personMs });
  checkChoices({ fallback, priority });
  const elsewhere = fallback === 'callback' ? 'to be called back' : 'to be answered in writing';
  const ask = (why: string, more: number) => ({ type: 'handoff', params: { queue, reason: why, skills, priority: Math.min(10, priority + more) } }) as const;
  const promised = (inMs: number) => ({ type: 'promise', params: { name: 'handoff', words: promise, inMs } }) as const;
  const kept = { type: 'keepPromise', params: { name: 'handoff' } } as const;
  const answers = { 'work.answered': 'with a person', 'work.ended': ended } as const;
  const waits = { ...answers, 'work.abandoned': left, 'work.callback-asked': 'to be called back', 'work.flowed-out': elsewhere, 'work.handed-back': handedBack } as const;
  const wanted = { ...answers, 'work.handed-back': handedBack } as const;
  return {
    'waiting for a person': { description: 'A person is asked for; everything said so far goes along', tags: 'waiting for us', entry: ask(reason, 0), on: waits, after: { [answerMs]: 'asked again for a person' } },
    'asked again for a person': { description: 'Nobody has answered yet; a person is asked for once more', tags: 'waiting for us', entry: ask(reason, 1), on: waits, after: { [answerMs]: { target: elsewhere, actions: ask(fallback, 1) } } },
    'with a person': {
      description: 'A person helps', tags: 'waiting for us', entry: kept,
      on: { 'work.queued': 'back in the queue', 'work.callback-asked': 'to be called back', 'work.flowed-out': elsewhere, 'work.handed-back': handedBack, 'work.ended': ended },
      after: { [personMs]: 'asked again for a person' },
    },
    'back in the queue': { description: 'The person gave it on, or is gone; another one is looked for', tags: 'waiting for us', on: waits, after: { [answerMs]: 'asked again for a person' } },
    'to be called back': { description: 'We have promised to call', tags: 'waiting for us', entry: promised(callbackMs), on: { ...wanted, 'work.flowed-out': 'to be answered in writing' }, after: { [callbackMs]: { target: 'to be answered in writing', actions: ask('message', 1) } } },
    'to be answered in writing': { description: 'We have promised to write', tags: 'waiting for us', entry: promised(messageMs), on: wanted, after: { [messageMs]: { target: 'to be answered in writing', reenter: true, actions: ask('overdue', 2) } } },
  } as const;
}

/** Who has the customer in each state of `handoffStates`. */
export const handoffOwners = {
  'waiting for a person': 'queue', 'asked again for a person': 'queue', 'back in the queue': 'queue', 'with a person': 'agent', 'to be called back': 'callback', 'to be answered in writing': 'message',
} as const satisfies { readonly [state: string]: Extract<WorkOwner, string> | 'agent' };

function checkChoices({ fallback, priority }: { readonly fallback: string; readonly priority: number }): void {
  if (!['callback', 'message'].includes(fallback)) throw new JourneyError('InvalidOptions', 'handoff.fallback: it is callback or message.', { path: 'handoff.fallback' });
  if (!(priority >= 0 && priority <= 9)) throw new JourneyError('InvalidOptions', 'handoff.priority: it is a number from 0 to 9.', { path: 'handoff.priority' });
}

function checkLengths(lengths: { readonly [name: string]: number }): void {
  for (const [name, ms] of Object.entries(lengths)) {
    if (!(ms >= 1_000 && ms <= days(366))) throw new JourneyError('InvalidOptions', `handoff.${name}: it is a number of milliseconds from a second to a year.`, { path: `handoff.${name}` });
  }
}
