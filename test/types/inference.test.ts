import { describe, expect, it } from 'vitest';
import { openInEditor } from './editor-view.js';

const view = openInEditor('test/types/sound-journey.ts');

describe('an author need not repeat what the declaration says', () => {
  it.each([
    ['the facts within a fact that is worked out', 'assign({ calls: ({ context }) => context', '{ question: string; orderNumber: string | null; status: "unknown" | "shipped"; calls: number; }'],
    ['the params of an action of the author', 'calls: stars.count', 'number'],
    ['the entry event when the facts begin', 'question: input.event.data', '{ question: string; }'],
    ['the facts when an activity is given its input', 'orderNumber: context.orderNumber', 'string | null'],
    ['what an activity gave, in the guard that asks about it', 'params: ({ event }) => event.output', '{ readonly status: "unknown" | "shipped"; }'],
    ['the event in a guard written in place', 'guard: ({ event }) => event.data', '{ resolved: boolean; }'],
    ['the event in an assign written in place', 'calls: ({ context, event }) => (event.data', '{ resolved: boolean; }'],
  ])('%s', (_name, before, shown) => {
    expect(flat(view.typeAt(before))).toBe(flat(shown));
  });
});

describe('an editor offers the words of this journey', () => {
  it.each([
    ['events', "initial: 'asking',\n  on: { ", ['chat.started', 'order.numbered', 'chat.*']],
    ['channels', "params: { channel: ", ['webchat', 'sms', 'best']],
    ['purposes', "channel: 'webchat', purpose: ", ['transactional', 'service', 'survey', 'marketing']],
    ['effects and actions', "entry: [{ type: ", ['send', 'handoff', 'crm.openCase', 'remember', 'countCall']],
    ['facts to remember', "params: { facts: [", ['question', 'orderNumber', 'status']],
    ['guards', "{ guard: { type: ", ['known']],
    ['activities', 'src: ', ['findOrder']],
    ['tags', 'tags: ', ['waiting for customer', 'waiting for us']],
    ['events to schedule', 'inMs: 1000, event: ', ['chat.ended', 'call.ended']],
  ])('%s', (_name, before, offered) => {
    expect(view.offeredAt(before)).toEqual(expect.arrayContaining(offered));
  });
});

/** `readonly` and the order of a union are the compiler's business */
const flat = (type: string): string => type.replaceAll('readonly ', '').replaceAll(/"[a-z]+"( \| "[a-z]+")+/g, (union) => union.split(' | ').toSorted().join(' | '));
