import { describe, expect, test } from 'vitest';
import type { CustomerState } from '../../../src/customer/customer-state.js';
import { awaitQuiet, conversationRested, handOverConversation, leaveConversation, takeOverConversation } from '../../../src/customer/crm/note-conversation.js';
import type { Turn } from '../../../src/customer/turn.js';
import { ben, ann, now, plainThread, plainTurn } from '../plain-turn.js';

const before = plainThread(ann);
const open = plainThread(ann, { id: 'c-ann/t2', startedAt: 30, at: now });
const quiet = plainThread(ann, { id: 'c-ann/t2', startedAt: 30, at: now - 100 });

const noting = (state: Partial<CustomerState>): Turn => plainTurn(state, { crm: { capabilities: { activities: true }, idleMs: 100 } });

/** What a turn has the CRM hear, and what it leaves for later. */
function outcome(turn: Turn) {
  const noted = turn.effects.map(({ body }) => { const { write } = JSON.parse(body) as { readonly write: { readonly externalId: string } }; return write.externalId; });
  return { noted, waits: turn.state.crmNote, timers: [...turn.timersSet], cancelled: [...turn.timersCancelled] };
}
const nothing = { noted: [], waits: undefined, timers: [], cancelled: [] };
const waits = (thread: string, due: number) => ({ noted: [], waits: { thread, due }, timers: [['#conversation', due]], cancelled: [] });

test('a note of a conversation says over which channels it went and when it began', () => {
  const turn = noting({ thread: open });
  leaveConversation(turn);
  expect(turn.effects.map(({ body }) => JSON.parse(body))).toEqual([{ kind: 'crm.logActivity', identities: [], write: { externalId: 'c-ann/t2', kind: 'conversation', summary: 'Conversation over chat, 1970-01-01 00:00 UTC to 1970-01-01 00:16 UTC.', at: 30, channels: ['chat'] } }]);
});

describe('while a conversation goes on', () => {
  test('its note waits until it is quiet', () => {
    const turn = noting({ thread: open });
    awaitQuiet(turn, undefined);
    expect(outcome(turn)).toEqual(waits('c-ann/t2', now + 100));
  });
  test('later contacts leave the timer alone', () => {
    const turn = noting({ thread: open, crmNote: { thread: 'c-ann/t2', due: 50 } });
    awaitQuiet(turn, quiet);
    expect(outcome(turn)).toEqual({ ...nothing, waits: { thread: 'c-ann/t2', due: 50 } });
  });
  test('a turn without a contact changes nothing, neither later nor at the same time', () => {
    for (const [thread, found] of [[quiet, undefined], [open, open]] as const) {
      const turn = noting({ thread });
      awaitQuiet(turn, found);
      expect(outcome(turn)).toEqual(nothing);
    }
  });
  test('a contact at the time of the last one counts where it opened another conversation', () => {
    const turn = noting({ thread: open });
    awaitQuiet(turn, { ...open, id: 'c-ann/t1' });
    expect(outcome(turn)).toEqual(waits('c-ann/t2', now + 100));
  });
  test('the one before is noted where it was not yet, and one of somebody else is not', () => {
    const turn = noting({ thread: open, crmNote: { thread: before.id, due: 50 } });
    awaitQuiet(turn, before);
    expect(outcome(turn)).toEqual({ ...waits('c-ann/t2', now + 100), noted: ['c-ann/t1'] });
    const other = noting({ thread: open, crmNote: { thread: 'c-ben/t9', due: 50 } });
    awaitQuiet(other, before);
    expect(outcome(other)).toEqual(waits('c-ann/t2', now + 100));
  });
  test('a CRM without a timeline hears nothing of it', () => {
    const turn = plainTurn({ thread: open }, { crm: { capabilities: {}, idleMs: 100 } });
    awaitQuiet(turn, undefined);
    leaveConversation(turn);
    takeOverConversation(turn, { before, joined: plainThread(ben), unnoted: true });
    expect(outcome(turn)).toEqual(nothing);
  });
});

describe('before another conversation begins', () => {
  test('one whose note waits is noted at once', () => {
    const turn = noting({ thread: quiet, crmNote: { thread: 'c-ann/t2', due: 50 } });
    leaveConversation(turn);
    expect(outcome(turn)).toEqual({ ...nothing, noted: ['c-ann/t2'], cancelled: ['#conversation'] });
  });
  test('one that began in this very turn is noted too', () => {
    const turn = noting({ thread: open, crmNote: { thread: before.id, due: 50 } });
    leaveConversation(turn);
    expect(outcome(turn)).toEqual({ ...nothing, noted: ['c-ann/t2'], cancelled: ['#conversation'] });
  });
  test('one that was noted when it came to rest is not noted again', () => {
    const turn = noting({ thread: quiet });
    leaveConversation(turn);
    expect(outcome(turn)).toEqual(nothing);
  });
  test('where there was none nothing happens', () => {
    const turn = noting({});
    leaveConversation(turn);
    awaitQuiet(turn, undefined);
    expect(outcome(turn)).toEqual(nothing);
  });
});

describe('after a merge', () => {
  const joined = plainThread(ben, { at: now - 40 });
  test('a conversation of the other one that is over is noted where the customer is now, if it was not yet', () => {
    for (const [unnoted, noted] of [[true, ['c-ben/t1']], [false, []]] as const) {
      const turn = noting({ thread: open, crmNote: { thread: open.id, due: 50 } });
      takeOverConversation(turn, { before: open, joined, unnoted });
      expect(outcome(turn)).toEqual({ ...nothing, noted, waits: { thread: open.id, due: 50 } });
    }
  });
  test('one that goes on is noted once it is quiet, and the one it takes the place of before it', () => {
    const turn = noting({ thread: joined, crmNote: { thread: before.id, due: 50 } });
    takeOverConversation(turn, { before, joined, unnoted: true });
    expect(outcome(turn)).toEqual({ noted: ['c-ann/t1'], waits: { thread: 'c-ben/t1', due: now + 60 }, timers: [['#conversation', now + 60]], cancelled: ['#conversation'] });
  });
  test('one that has been quiet for long is noted at once', () => {
    const old = { ...joined, at: now - 500 };
    const turn = noting({ thread: old });
    takeOverConversation(turn, { before: undefined, joined: old, unnoted: true });
    expect(outcome(turn)).toEqual(waits('c-ben/t1', now));
  });
  test('one that the CRM has heard of is left alone, and so is a note of a conversation that goes on', () => {
    for (const found of [undefined, before, { ...before, id: 'c-ann/t7' }]) {
      const crmNote = { thread: found === undefined ? before.id : 'c-ann/t8', due: 50 };
      const turn = noting({ thread: joined, crmNote });
      takeOverConversation(turn, { before: found, joined, unnoted: false });
      expect(outcome(turn)).toEqual({ ...nothing, waits: crmNote });
    }
  });
  test('who came without a conversation leaves none to be noted', () => {
    const turn = noting({ thread: open });
    takeOverConversation(turn, { before: open, joined: undefined, unnoted: true });
    expect(outcome(turn)).toEqual(nothing);
    const none = noting({});
    takeOverConversation(none, { before: undefined, joined, unnoted: true });
    expect(outcome(none).noted).toEqual(['c-ben/t1']);
  });
  test('the lane that is left says whether its note still waits, and forgets it', () => {
    const turn = noting({ thread: open, crmNote: { thread: open.id, due: 50 } });
    expect(handOverConversation(turn)).toBe(true);
    expect(outcome(turn)).toEqual({ ...nothing, cancelled: ['#conversation'] });
    const noted = noting({ thread: open });
    expect(handOverConversation(noted)).toBe(false);
    expect(outcome(noted)).toEqual(nothing);
  });
});

describe('when the timer ends', () => {
  const crmNote = { thread: 'c-ann/t2', due: 50 };
  test('a conversation that was quiet for long enough is noted', () => {
    const turn = noting({ thread: quiet, crmNote });
    conversationRested(turn, 50);
    expect(outcome(turn)).toEqual({ ...nothing, noted: ['c-ann/t2'], cancelled: ['#conversation'] });
  });
  test('one that went on meanwhile waits until it is quiet', () => {
    const turn = noting({ thread: { ...quiet, at: now - 99 }, crmNote });
    conversationRested(turn, 50);
    expect(outcome(turn)).toEqual(waits('c-ann/t2', now + 1));
  });
  test('a row that says another time is set right', () => {
    const turn = noting({ thread: quiet, crmNote });
    conversationRested(turn, 49);
    expect(outcome(turn)).toEqual(waits('c-ann/t2', 50));
  });
  test('nothing is noted where there is no such conversation any more, or no CRM', () => {
    const gone = [noting({ crmNote }), noting({ thread: quiet }), noting({ thread: before, crmNote }), plainTurn({ thread: quiet, crmNote })];
    for (const turn of gone) {
      conversationRested(turn, 50);
      expect(outcome(turn)).toEqual({ ...nothing, cancelled: ['#conversation'] });
    }
  });
});
