import { minutes } from '../../model/duration.js';
import type { Count } from '../fold/tally.js';
import type { Episode, Thread } from '../fold/episode.js';
import type { LogItem } from '../log/log-item.js';
import type { EffortWeights } from '../define-insight.js';
import type { Matters } from './contacts-of.js';

type Facts = { readonly [K in keyof EffortWeights]: number };

/**
 * `effort`, what a conversation cost its customer as far as it was observed (care-rules 3.19): the sum of weighted facts, with each fact's own sum. To be
 * read beside the surveyed effort. `switch`: how often customers who went from one channel to another had to repeat themselves there; beside them,
 * under no name, those who did not switch.
 */
export function observeEffort(episode: Episode, matters: Matters, count: Count): void {
  for (const thread of episode.threads) {
    if (!thread.contacts.some(({ kind }) => kind === 'heard')) continue;
    const lastAt = thread.contacts.at(-1)?.at ?? 0;
    if (episode.now <= lastAt + episode.rules.threadWindowMs) {
      count('effort', thread.about, 'pending');
      continue;
    }
    weigh(factsOf(thread, { episode, matters }), thread, { episode, count });
    switches(thread, count);
  }
}

function weigh(facts: Facts, { about }: Thread, { episode: { rules }, count }: { readonly episode: Episode; readonly count: Count }): void {
  let score = 0;
  for (const [name, times] of Object.entries(facts)) if (times > 0) count('effort', about, name, times);
  score += facts.switch * rules.effort.switch + facts.transfer * rules.effort.transfer + facts.repeat * rules.effort.repeat;
  score += facts.authentication * rules.effort.authentication + facts.queueMinute * rules.effort.queueMinute + facts.recontact * rules.effort.recontact + facts.turn * rules.effort.turn;
  count('effort', about, 'n');
  count('effort', about, 'sum', score);
  count('effort', about, 'squares', score * score);
}

function factsOf(thread: Thread, { episode: { rules }, matters }: { readonly episode: Episode; readonly matters: Matters }): Facts {
  const heard = thread.contacts.filter(({ kind }) => kind === 'heard');
  let [transfer, repeat, authentication] = [0, 0, 0];
  for (const item of thread.items) {
    if (item.kind !== 'happened' || item.told === undefined) continue;
    if (item.told.type === 'work.transferred') transfer += 1;
    else if (isEffort(item, 'repeat')) repeat += 1;
    else if (isEffort(item, 'authentication')) authentication += 1;
  }
  return {
    switch: heard.filter(({ channel }, index) => index > 0 && heard[index - 1]?.channel !== channel).length,
    transfer, repeat, authentication,
    queueMinute: queueMinutes(thread),
    recontact: recontacts(thread, matters, rules.recontactMs),
    turn: Math.max(0, heard.length - rules.expectedTurns),
  };
}

const isEffort = (item: LogItem, what: 'repeat' | 'authentication'): boolean => item.kind === 'happened' && item.told?.type === 'effort.noted' && item.told.what === what;

function queueMinutes({ items }: Thread): number {
  const queuedAt = new Map<string, number>();
  let waited = 0;
  for (const item of items) {
    const told = item.kind === 'happened' ? item.told : undefined;
    if (told?.type === 'work.queued' && !queuedAt.has(told.item)) queuedAt.set(told.item, item.at);
    if (told?.type !== 'work.answered' && told?.type !== 'work.abandoned' && told?.type !== 'work.callback-asked' && told?.type !== 'work.flowed-out') continue;
    // who talks, or is to be called, does not wait in a queue
    waited += item.at - (queuedAt.get(told.item) ?? item.at);
    queuedAt.delete(told.item);
  }
  return Math.floor(waited / minutes(1));
}

function recontacts(thread: Thread, { contacts }: Matters, windowMs: number): number {
  return [...contacts.values()].reduce((sum, all) => sum + all.filter((one, index) => {
    const before = all[index - 1];
    return one.thread === thread && before !== undefined && one.at < before.endAt + windowMs;
  }).length, 0);
}

/** What lies between two switches is after the first. */
function switches({ items, about }: Thread, count: Count): void {
  let [channel, way]: [string | undefined, string | undefined] = [undefined, undefined];
  let repeats = 0;
  const leave = (): void => {
    count('switch', way === undefined ? about : { about, of: way }, 'n');
    if (repeats > 0) count('switch', way === undefined ? about : { about, of: way }, 'hits');
  };
  for (const item of items) {
    if (isEffort(item, 'repeat')) repeats += 1;
    if (item.kind !== 'heard') continue;
    if (channel !== undefined && channel !== item.channel) {
      leave();
      [way, repeats] = [JSON.stringify([channel, item.channel]), 0];
    }
    channel = item.channel;
  }
  leave();
}
