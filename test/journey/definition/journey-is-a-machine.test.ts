import { createActor, createMachine, StateMachine } from 'xstate';
import { describe, expect, it } from 'vitest';
import { orderHelp } from '../../../examples/journeys/order-help.js';
import { outageNotice } from '../../../examples/journeys/outage-notice.js';
import { defineJourney } from '../../../src/journey/define-journey.js';
import { getShortestPaths, toDirectedGraph } from '../../../src/journey/graph.js';
import { adopt, define, parcelDeclaration, soundStates } from './parcel-declaration.js';

const started = { type: 'chat.started', data: { question: 'Where is it?', name: 'Ann' }, at: 0 } as const;
const input = { event: started, customerId: 'c1', startedAt: 0, facts: {} };

describe('a journey is an XState machine that also knows what it is for', () => {
  it("opens in XState's own tools", () => {
    expect(orderHelp).toBeInstanceOf(StateMachine);
    const actor = createActor(orderHelp, { input }).start();
    expect(actor.getSnapshot().value).toEqual({ conversation: 'asking', 'answer clock': 'running' });
    actor.send({ type: 'order.numbered', data: { orderNumber: 'A-17' }, at: 1 });
    expect(actor.getSnapshot().value).toEqual({ conversation: 'looking up', 'answer clock': 'running' });
    actor.stop();
    expect(toDirectedGraph(orderHelp).children).toHaveLength(2);
  });

  it('its paths can be walked', () => {
    const outage = { type: 'outage.declared', data: { outageId: 'o1', area: 'north' }, at: 0 };
    const paths = getShortestPaths(outageNotice, { input: { ...input, event: outage }, events: [{ type: 'message.opened', data: { messageId: 'm' }, at: 1 } as never] });
    expect(paths.map(({ state }) => state.value)).toEqual(['told', 'seen']);
  });

  it('it knows its declaration, and nobody changes that', () => {
    expect(orderHelp.journey.id).toBe('order-help');
    expect(orderHelp.journey.declaration.version).toBe(1);
    expect(() => Object.assign(orderHelp.journey, { id: 'other' })).toThrowError(TypeError);
  });

  it("its effects' params stay data in the configuration", () => {
    expect(JSON.stringify(orderHelp.config)).toContain('{"type":"send","params":{"channel":"sms","purpose":"transactional","template":"order-resolved"}}');
  });

  it('a machine that `provide` made anew is no journey any more', () => {
    expect('journey' in orderHelp.provide({})).toBe(false);
  });

  it('takes the id of the declaration where the machine has none', () => {
    expect(define({ config: { id: undefined } }).id).toBe('parcel-help');
  });
});

describe('remember', () => {
  const remembering = (on: unknown) => define({ config: { context: { question: 'q', orderNumber: null, status: 'new' }, states: { ...soundStates, waiting: { ...soundStates.waiting, on } } } });
  const remember = (...facts: readonly string[]) => ({ actions: { type: 'remember', params: { facts } } });

  it("copies fields of the event's data of the same name, and leaves the other facts", () => {
    const actor = createActor(remembering({ 'order.numbered': remember('orderNumber') })).start();
    actor.send({ type: 'order.numbered', data: { orderNumber: 'A-17', status: 'x' }, at: 1 });
    expect(actor.getSnapshot().context).toEqual({ question: 'q', orderNumber: 'A-17', status: 'new' });
    actor.stop();
  });

  it('leaves a fact as it was where the event lacks the field', () => {
    const actor = createActor(remembering({ '*': remember('orderNumber') })).start();
    actor.send({ type: 'order.numbered', data: { orderNumber: 'A-17' }, at: 1 });
    actor.send({ type: 'call.ended', data: {}, at: 2 });
    actor.send({ type: 'call.ended', data: { orderNumber: undefined }, at: 3 });
    expect(actor.getSnapshot().context.orderNumber).toBe('A-17');
    actor.stop();
  });

  it("copies from an activity's output when it is done", () => {
    const actor = createActor(orderHelp, { input }).start();
    actor.send({ type: 'order.numbered', data: { orderNumber: 'A-17' }, at: 1 });
    actor.send({ type: 'xstate.done.actor.0.order-help.conversation.looking up', output: { status: 'shipped' } });
    expect(actor.getSnapshot().context.status).toBe('shipped');
    actor.stop();
  });
});

describe('a machine that exists already is adopted', () => {
  it('as it is, with its guards and delays', () => {
    const journey = adopt({ states: { waiting: { on: { 'chat.ended': { guard: 'sure', target: 'over' } }, after: { patience: 'over' } }, over: { type: 'final' } } }, { guards: { sure: () => true }, delays: { patience: 5 } });
    const actor = createActor(journey).start();
    actor.send({ type: 'chat.ended', data: {}, at: 1 });
    expect(actor.getSnapshot().status).toBe('done');
  });

  it("its own code behind the names of effects never runs: effects are the library's", () => {
    let rung = 0;
    const entry = { type: 'send', params: { channel: 'sms', purpose: 'service', text: 'Hi' } };
    const journey = adopt({ states: { ...soundStates, waiting: { ...soundStates.waiting, entry } } }, { actions: { send: () => { rung += 1; } } });
    createActor(journey).start().stop();
    expect(rung).toBe(0);
  });

  it('meets the step limit, or its own where that is lower', () => {
    expect(adopt({}).options.maxIterations).toBe(1000);
    expect(adopt({ options: { maxIterations: 50 } }).options.maxIterations).toBe(50);
  });

  it('and stays untouched itself', () => {
    const machine = createMachine({ id: 'parcel-help', context: {}, initial: 'waiting', states: { waiting: { after: { 1000: 'over' } }, over: { type: 'final' } } });
    expect(defineJourney(parcelDeclaration as never).adopt(machine)).toBeInstanceOf(StateMachine);
    expect(machine.options.maxIterations).toBe(Infinity);
    expect('journey' in machine).toBe(false);
  });
});
