import { expect } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, noData } from 'throughline';
import { says, waits, type Scenario } from '../scenario.js';

const outage = (id: string, when: 'immediate' | 'step' | 'action') => defineJourney({
  id, version: 1, ttlMs: minutes(50),
  events: { 'outage.declared': noData, 'outage.ended': noData, 'customer.thanked': noData },
  facts: { told: facts.internal(z.number()) }, channels: { chat: ['text'] },
  entry: { on: ['outage.declared'], reentry: { mode: 'after-exit' } },
  exit: [{ on: 'outage.ended', when, reason: 'outage-over' }],
  goals: [{ name: 'thanked', on: ['customer.thanked'], withinMs: hours(9) }],
}).setup({}).createMachine({
  id, context: { told: 0 }, initial: 'told',
  states: {
    told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: `Outage, ${when}.` } }, on: { 'outage.ended': 'mended' }, after: { [minutes(20)]: { target: 'told', reenter: true } } },
    mended: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: `Mended, ${when}.` } }, after: { [days(1)]: 'over' } },
    over: { type: 'final' },
  },
});
const both = (id: string, type: string) => says(...['ann', 'bob'].map((who) => ({ id: `${id}-${who}`, type, who: [`user:${who}`] })));

/** Journeys leave by an exit event, each at its own moment, reach a goal after that, and one outlives its time. */
export const exitsAndGoals: Scenario = {
  title: 'exits, goals and the end of a time to live',
  host: () => ({ journeys: [outage('now', 'immediate'), outage('step', 'step'), outage('act', 'action')] }),
  who: ['user:ann', 'user:bob', 'user:cid'],
  steps: [
    both('1', 'outage.declared'), says({ id: '2', type: 'outage.declared', who: ['user:cid'] }),
    waits(minutes(30)),
    both('3', 'outage.ended'), says({ id: '4', type: 'customer.thanked', who: ['user:ann'] }),
    waits(hours(1)),
  ],
  isAbout: (told, outside) => {
    expect(outside.chat.sent.map(({ text }) => text)).toContain('Mended, step.');
    expect(outside.chat.sent.map(({ text }) => text)).not.toContain('Mended, immediate.');
    expect(told.end).toMatchObject({ running: [], customers: { 'user:ann': { ended: [{ goals: ['thanked'] }, { goals: ['thanked'] }, { goals: ['thanked'] }] }, 'user:cid': { ended: [{ reason: 'ttl' }, { reason: 'ttl' }, { reason: 'ttl' }] } } });
  },
};
