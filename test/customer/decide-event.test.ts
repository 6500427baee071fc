import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineJourney, hours } from 'throughline';
import type { ConversationState, CustomerState } from '../../src/customer/customer-state.js';
import { checkArrival, decideEvent, type Arrival } from '../../src/customer/decide-event.js';
import type { Turn } from '../../src/customer/turn.js';
import { JourneyError } from '../../src/errors/index.js';
import type { AnyJourney } from '../../src/journey/journey.js';
import { begunPledge, pledge } from './plain-journey.js';
import { ann, ben, cem, mergedOne, now, plainRun, plainTurn } from './plain-turn.js';

const begun = begunPledge();
const second = plainRun(ann, 'pledge', { run: 2 });

function decided(state: Partial<CustomerState>, arrival: Partial<Arrival>, journeys: readonly AnyJourney[] = [pledge]): Turn {
  const turn = plainTurn(state, { journeys });
  decideEvent(turn, { id: 'e1', type: 'pledge.kept', data: { name: 'call' }, identities: [], ...arrival });
  return turn;
}
const moves = (turn: Turn) => turn.fates.map(({ instance, did }) => [instance, did]);

test('an event comes to every run it is for, and one that names a run to that run alone', () => {
  expect(moves(decided({ instances: [begun, second] }, {}))).toEqual([[begun.id, 'ended'], [second.id, 'ended']]);
  expect(moves(decided({ instances: [begun, second] }, { only: second.id }))).toEqual([[second.id, 'ended']]);
});

test('where several customers were merged it is the doing of the run it names, else of who was heard', () => {
  const merged = [mergedOne(ben, { identities: ['phone:2'] }), mergedOne(cem)];
  const theirs = plainRun(cem, 'pledge', { moved: true });
  const state = { identities: ['phone:2'], merged, instances: [theirs] };
  expect(decided(state, { identities: ['phone:2'], only: theirs.id }).origin).toBe(cem);
  expect(decided(state, { identities: ['phone:2'] }).origin).toBe(ben);
});

test('a journey is told what is proven and what came late, and nothing of what is neither', () => {
  const heard = (more: Partial<Arrival>): unknown => {
    const turn = decided({ instances: [begun] }, { type: 'pledge.doubted', ...more });
    return turn.parked.map(({ body }) => { const { input } = JSON.parse(body) as { readonly input: { readonly event: object } }; return input.event; });
  };
  const event = { type: 'pledge.doubted', data: { name: 'call' }, at: now };
  expect(heard({})).toEqual([event]);
  expect(heard({ proven: true })).toEqual([{ ...event, verified: true }]);
  expect(heard({ late: true })).toEqual([{ ...event, late: true }]);
  expect(heard({ via: { channel: 'chat' } })).toEqual([{ ...event, via: { channel: 'chat', thread: 'c-ann/t1' } }]);
});

test('what could not be understood is kept whole, to be understood again', () => {
  const error = new Error('secret');
  const turn = decided({ instances: [begun] }, { said: { raw: 1 }, fault: { cause: 'HostFault', because: 'understand threw', error } });
  expect(turn.parked).toStrictEqual([{ id: 'c-ann/p00000001', journey: '', at: now, cause: 'HostFault', body: JSON.stringify({ input: { kind: 'arrival', arrival: { id: 'e1', type: 'pledge.kept', data: { name: 'call' }, identities: [] } }, because: 'understand threw' }) }]);
  expect(turn.faults).toEqual([{ where: 'journey:', error }]);
  expect(turn.state.instances).toEqual([begun]);
});

describe('a message in a conversation that we wrote into last', () => {
  const sent = `default/${begun.id}/1/0`;
  const message = { type: 'message.received', data: { text: 'yes' }, via: { channel: 'chat' } };
  const after = (lastSend: string, more: Partial<CustomerState> = {}): Partial<CustomerState> => ({ instances: [second, begun], conversations: { chat: { at: 1, lastSend } satisfies ConversationState }, ...more });

  test('is a reply to that message, for the run that sent it', () => {
    const turn = decided(after(sent), message);
    expect(moves(turn)).toEqual([[begun.id, 'stayed']]);
    expect(turn.fates[0]?.because).toBe('\'message.replied\' was handled in \'waiting\'');
    expect([...turn.rows]).toEqual([[`receipt/${sent}`, '{"status":"replied"}']]);
    expect([...decided(after(sent), { ...message, occurredAt: 77 }).rows]).toEqual([[`receipt/${sent}`, '{"status":"replied","at":77}']]);
  });

  test('is none where what it means was understood, where nobody wrote or where it came through no channel', () => {
    expect(moves(decided(after(sent), { ...message, understood: [] }))).toEqual([]);
    expect(moves(decided({ instances: [begun] }, message))).toEqual([]);
    expect(moves(decided(after(sent), { type: 'message.received', data: { text: 'yes' } }))).toEqual([]);
    expect(moves(decided(after(sent), { ...message, type: 'message.read' }))).toEqual([]);
  });

  test('is none for a run that has ended, or whose journey hears of no replies or is not there any more', () => {
    expect(moves(decided(after(`default/${ann}/pledge/9/1/0`), message))).toEqual([]);
    expect(moves(decided(after(sent), message, []))).toEqual([]);
    const { setup } = defineJourney({ id: 'pledge', version: 1, ttlMs: hours(1), events: { 'pledge.made': z.object({}) }, facts: {}, channels: {}, entry: { on: ['pledge.made'], reentry: { mode: 'never' } } });
    const deaf = setup({}).createMachine({ context: {}, initial: 'waiting', states: { waiting: { after: { 1: 'over' } }, over: { type: 'final' } } });
    expect(moves(decided(after(sent), message, [deaf]))).toEqual([]);
  });

  test('that the run cannot take leaves the message as it was', () => {
    const turn = decided(after(sent, { instances: [{ ...begun, parked: { id: 'c-ann/p00000009', cause: 'X', at: 1 } }] }), message);
    expect(moves(turn)).toEqual([[begun.id, 'parked']]);
    expect([...turn.rows]).toEqual([]);
    expect(turn.parked.map(({ body }) => JSON.parse(body))).toMatchObject([{ input: { id: 'e1#reply', event: { type: 'message.replied', data: { messageId: sent, text: 'yes' } } } }]);
    const picture = decided(after(sent, { instances: [{ ...begun, parked: { id: 'c-ann/p00000009', cause: 'X', at: 1 } }] }), { ...message, data: { media: 1 } });
    expect(picture.parked.map(({ body }) => JSON.parse(body))).toMatchObject([{ input: { event: { data: { messageId: sent, text: '' } } } }]);
  });
});

describe('the data of an event, as the journeys shall see it', () => {
  const declared = (version: number, schema: z.ZodType<object>): AnyJourney => {
    const { setup } = defineJourney({ id: 'loan', version, ttlMs: hours(1), events: { 'loan.asked': schema }, facts: {}, channels: {}, entry: { on: ['loan.asked'], reentry: { mode: 'never' } } });
    return setup({}).createMachine({ context: {}, initial: 'asked', states: { asked: { type: 'final' } } });
  };
  const short = declared(1, z.object({ sum: z.coerce.number() }));
  const long = declared(2, z.looseObject({ sum: z.unknown() }));
  const check = (journeys: readonly AnyJourney[], data: object): object => checkArrival(plainTurn({}, { journeys }).world, { type: 'loan.asked', data });

  test('is what the one schema that declares it makes of it', () => {
    expect(check([short], { sum: '7', more: 1 })).toEqual({ sum: 7 });
  });

  test('is as it came where several schemas declare it, or none', () => {
    expect(check([short, long], { sum: '7', more: 1 })).toEqual({ sum: '7', more: 1 });
    expect(check([], { sum: '7' })).toEqual({ sum: '7' });
  });

  test('is refused where one of them does not take it', () => {
    const refusal = (): unknown => { try { return check([short, long], { sum: 'much' }); } catch (error) { return error; } };
    expect(JourneyError.is(refusal(), 'InvalidPayload')).toBe(true);
  });
});
