import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { activity, facts } from 'throughline';
import { define, parcelDeclaration, refusals, type Bent } from './parcel-declaration.js';

const { events, activities } = parcelDeclaration;
const bent: readonly { readonly name: string; readonly declaration: Bent; readonly sentence: string }[] = [
  { name: 'an id with capitals', declaration: { id: 'ParcelHelp' }, sentence: 'id is not lower case words' },
  { name: 'an id that is no text', declaration: { id: 7 }, sentence: 'id is not lower case words' },
  { name: 'version 0', declaration: { version: 0 }, sentence: 'version is not a whole number from 1' },
  { name: 'version 1.5', declaration: { version: 1.5 }, sentence: 'version is not a whole number from 1' },
  { name: 'no time to live', declaration: { ttlMs: undefined }, sentence: 'ttlMs is not a time' },
  { name: 'a time to live without end', declaration: { ttlMs: Infinity }, sentence: 'ttlMs is not a time' },
  { name: 'a time to live that is not a number', declaration: { ttlMs: Number.NaN }, sentence: 'ttlMs is not a time' },
  { name: 'a time to live below zero', declaration: { ttlMs: -1 }, sentence: 'ttlMs is not a time' },
  { name: 'a part that is misspelt', declaration: { chanels: {} }, sentence: 'chanels is no part of a journey; known are id, version' },
  { name: 'no events at all', declaration: { events: undefined }, sentence: 'events is missing' },
  { name: 'no facts at all', declaration: { facts: undefined }, sentence: 'facts is missing' },
  { name: 'no channels at all', declaration: { channels: [] }, sentence: 'channels is missing' },
  { name: 'no entry at all', declaration: { entry: undefined }, sentence: 'entry is missing' },
  { name: 'an entry without a list', declaration: { entry: { on: 'chat.started', reentry: { mode: 'never' } } }, sentence: "entry needs a list of events in 'on'" },
  { name: 'exits that are not a list', declaration: { exit: {} }, sentence: 'exit is not a list' },
  { name: 'an event of XState', declaration: { events: { ...events, 'xstate.done.actor.x': z.object({}) } }, sentence: 'events.xstate.done.actor.x is not an event type' },
  { name: 'an event that begins with a dollar', declaration: { events: { ...events, $set: z.object({}) } }, sentence: 'events.$set is not an event type' },
  { name: 'an event named done', declaration: { events: { ...events, 'done.now': z.object({}) } }, sentence: 'events.done.now is not an event type' },
  { name: 'an event named error', declaration: { events: { ...events, 'error.now': z.object({}) } }, sentence: 'events.error.now is not an event type' },
  { name: 'an event that is a wildcard', declaration: { events: { ...events, '*': z.object({}) } }, sentence: 'events.* is not an event type' },
  { name: 'an event with a blank', declaration: { events: { ...events, 'chat ended': z.object({}) } }, sentence: 'events.chat ended is not an event type' },
  { name: 'an event without a schema', declaration: { events: { ...events, 'chat.paused': {} } }, sentence: 'events.chat.paused has no zod schema' },
  { name: 'a fact without a data class', declaration: { facts: { weight: z.number() } }, sentence: 'facts.weight has no data class' },
  { name: 'a fact with a data class of its own', declaration: { facts: { weight: { dataClass: 'secret', schema: z.number() } } }, sentence: 'facts.weight has no data class' },
  { name: 'a fact named __proto__', declaration: { facts: Object.fromEntries([['__proto__', facts.public(z.string())]]) }, sentence: "JavaScript's own" },
  { name: 'a fact named constructor', declaration: { facts: { constructor: facts.public(z.string()) } }, sentence: 'facts.constructor has a name' },
  { name: 'a fact that begins with a dollar', declaration: { facts: { $ref: facts.public(z.string()) } }, sentence: 'facts.$ref has a name' },
  { name: 'a fact that begins with an underscore', declaration: { facts: { _id: facts.public(z.string()) } }, sentence: 'facts._id has a name' },
  { name: 'a fact that is a Date', declaration: { facts: { born: facts.personal(z.date()) } }, sentence: 'facts.born holds what z.date() gives, which cannot be stored; keep a text such as z.iso.datetime()' },
  { name: 'a fact that is a big number', declaration: { facts: { points: facts.public(z.bigint().nullable()) } }, sentence: 'facts.points holds what z.bigint() gives' },
  { name: 'a fact with a Date inside', declaration: { facts: { child: facts.personal(z.object({ name: z.string(), born: z.date().optional() })) } }, sentence: 'facts.child.born holds what z.date() gives' },
  { name: 'a fact that lists maps', declaration: { facts: { maps: facts.personal(z.array(z.map(z.string(), z.string()))) } }, sentence: 'facts.maps[] holds what z.map() gives' },
  { name: 'a fact that is a set', declaration: { facts: { seen: facts.personal(z.set(z.string()).default(new Set())) } }, sentence: 'facts.seen holds what z.set() gives' },
  { name: 'a channel that must do what none can', declaration: { channels: { sms: ['smell'] } }, sentence: 'channels.sms needs something no channel can carry' },
  { name: 'a channel named best', declaration: { channels: { best: ['text'] } }, sentence: "channels.best is a name that 'send' keeps" },
  { name: 'an activity without schemas', declaration: { activities: { findOrder: {} } }, sentence: 'activities.findOrder has no schemas' },
  { name: 'an activity that never times out', declaration: { activities: { findOrder: { ...activities.findOrder, timeoutMs: Infinity } } }, sentence: 'activities.findOrder.timeoutMs is not a time' },
  { name: 'an activity that is tried no time', declaration: { activities: { findOrder: { ...activities.findOrder, attempts: 0 } } }, sentence: 'activities.findOrder.attempts is not a whole number' },
  { name: 'an entry that nobody can pass', declaration: { entry: { on: [], reentry: { mode: 'never' } } }, sentence: 'entry.on names no event' },
  { name: 'an entry by an event that was never declared', declaration: { entry: { on: ['chat.begun'], reentry: { mode: 'never' } } }, sentence: "entry.on names 'chat.begun'" },
  { name: 'a key that an entry event does not carry', declaration: { entry: { on: ['chat.started', 'order.numbered'], key: 'question', reentry: { mode: 'per-key' } } }, sentence: "entry.key is a field that 'order.numbered' does not carry" },
  { name: 'one run per key, without a key', declaration: { entry: { on: ['chat.started'], reentry: { mode: 'per-key' } } }, sentence: "entry.reentry is per-key, but entry has no 'key'" },
  { name: 'a cool-down without its time', declaration: { entry: { on: ['chat.started'], reentry: { mode: 'after-cool-down' } } }, sentence: 'entry.reentry.coolDownMs is not a time' },
  { name: 're-entry in a mode that does not exist', declaration: { entry: { on: ['chat.started'], reentry: { mode: 'often' } } }, sentence: 'entry.reentry.mode is none of' },
  { name: 'an exit by an event that was never declared', declaration: { exit: [{ on: 'chat.over', when: 'step', reason: 'r' }] }, sentence: "exit[0].on names 'chat.over'" },
  { name: 'an exit at a time that does not exist', declaration: { exit: [{ on: 'chat.ended', when: 'soon', reason: 'r' }] }, sentence: 'exit[0].when is none of' },
  { name: 'an exit without a reason', declaration: { exit: [{ on: 'chat.ended', when: 'step', reason: '' }] }, sentence: 'exit[0].reason is empty' },
  { name: 'a goal by an event that was never declared', declaration: { goals: [{ name: 'g', on: ['chat.over'], withinMs: 5 }] }, sentence: "goals[0].on names 'chat.over'" },
  { name: 'a goal that nothing reaches', declaration: { goals: [{ name: 'g', on: [], withinMs: 5 }] }, sentence: 'goals[0].on names no event' },
  { name: 'a goal without its time', declaration: { goals: [{ name: 'g', on: ['chat.ended'] }] }, sentence: 'goals[0].withinMs is not a time' },
  { name: 'two goals of one name', declaration: { goals: [{ name: 'g', on: ['chat.ended'], withinMs: 5 }, { name: 'g', on: ['chat.ended'], withinMs: 6 }] }, sentence: 'goals[1].name is the name of another goal' },
  { name: 'a rule for an event that was never declared', declaration: { unhandled: { 'chat.over': 'fail' } }, sentence: "unhandled names 'chat.over'" },
  { name: 'a rule that does not exist', declaration: { unhandled: { 'chat.ended': 'drop' } }, sentence: 'unhandled.chat.ended is none of' },
];

interface Part { readonly name: string; readonly parts: readonly Part[] }
const part: z.ZodType<Part> = z.object({ name: z.string(), get parts() { return z.array(part); } });

describe('a declaration that could not be kept is refused', () => {
  it.each(bent)('$name', ({ declaration, sentence }) => {
    const said = refusals(() => define({ declaration, config: typeof declaration['id'] === 'string' ? { id: declaration['id'] } : {} }));
    expect(said.some((refusal) => refusal.includes(sentence)), said.join('\n')).toBe(true);
  });

  it('a fact may lie in itself, and be a Date on its way to a text', () => {
    const declaration = { facts: { ...parcelDeclaration.facts, tree: facts.internal(part), day: facts.internal(z.date().transform((date) => date.toISOString())), when: facts.internal(z.union([z.date(), z.string()])) } };
    expect(refusals(() => define({ declaration }))).toEqual([]);
  });

  it('a declaration that uses everything is taken', () => {
    const declaration = {
      events: { ...events, 'message.delivered': z.object({}), 'A:b_c-d.1': z.looseObject({}) },
      activities: { ...activities, slow: activity({ input: z.object({}), output: z.unknown(), timeoutMs: 1, attempts: 9 }) },
      entry: { on: ['chat.started', 'A:b_c-d.1'], key: 'question', reentry: { mode: 'per-key' } },
      exit: [{ on: 'chat.ended', when: 'immediate', reason: 'ended' }, { on: 'call.ended', when: 'action', reason: 'called' }],
      goals: [{ name: 'solved', on: ['chat.ended', 'call.ended'], withinMs: 5 }],
      unhandled: { 'chat.ended': 'ignore', 'call.ended': { defer: { withinMs: 5 } } },
      pause: { entries: 'hold' },
    };
    expect(refusals(() => define({ declaration }))).toEqual([]);
  });
});
