import { expect } from 'vitest';
import { hours, minutes } from 'throughline';
import { createMemoryCrm } from 'throughline/testing';
import { help } from '../../../orchestrator/crm-host.js';
import type { Outside } from '../outside.js';
import { says, waits, type Scenario } from '../scenario.js';

const via = { channel: 'chat' };
const person = { id: 'p-ann', identities: ['user:ann'], name: 'Ann', orders: [{ id: 'A-1', status: 'shipped', placedAt: 1 }] };

/** A CRM that notes what it was told: in the end it holds every case and conversation once, in the same words. */
function crmOf(outside: Outside): object {
  const memory = createMemoryCrm({ people: [person] });
  const { openCase, closeCase, logActivity } = memory;
  return {
    ...memory,
    openCase: async (what: never, io: never) => { await openCase?.(what, io); outside.called('cases', timeless(memory.cases())); },
    closeCase: async (what: never, io: never) => { await closeCase?.(what, io); outside.called('cases', timeless(memory.cases())); },
    logActivity: async (what: never, io: never) => { await logActivity?.(what, io); outside.called(String(memory.activities().length), timeless(memory.activities())); },
  };
}

/** the hour at which something was told is not the same in every telling */
const timeless = (what: unknown): string => JSON.stringify(what).replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC|"\w+":18\d{11}/g, 'then');

/** A case is opened and closed, a journey ends, and the conversation comes to rest; all of it stands in the CRM once. */
export const crmNotes: Scenario = {
  title: 'a conversation and its case, as the CRM comes to know them',
  host: (outside) => ({ journeys: [help], crm: crmOf(outside) }),
  who: ['user:ann'],
  steps: [
    says({ id: '1', type: 'help.asked', data: { topic: 'lamp' }, via }),
    waits(minutes(10)),
    says({ id: '2', type: 'help.given', via }),
    waits(hours(1)),
  ],
  isAbout: (told, outside) => {
    expect(outside.chat.sent.map(({ text }) => text)).toEqual(['Somebody will help you.']);
    expect(told.effects['cases']?.at(-1)).toContain('closed');
    expect(told.effects['2']?.at(-1)).toMatch(/resolution.*conversation|conversation.*resolution/);
    expect(told.end).toMatchObject({ dead: [], customers: { 'user:ann': { crm: 'known' } } });
  },
};
