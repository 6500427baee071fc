import { assign, and, enqueueActions, fromCallback, fromPromise, log, not, raise, sendTo, spawnChild, stateIn, stopChild, emit, cancel } from 'xstate';
import type { Bent } from './parcel-declaration.js';

/** A machine with one mistake, and a part of the only sentence about it. */
export interface RefusedMachine { readonly name: string; readonly config?: Bent; readonly own?: Bent; readonly sentence: string }

const over = { type: 'final' };
/** one state that does this, beside a final one */
const one = (state: Bent): Bent => ({ initial: 'a', states: { a: { after: { 1000: 'over' }, ...state }, over } });
const entry = (action: unknown): Bent => one({ entry: action });
const call = (invoke: unknown): Bent => one({ invoke });
const soundCall = { src: 'findOrder', input: { orderNumber: '1' }, onDone: 'over', onError: 'over' };
const deep = (levels: number): Bent => (levels === 0 ? { type: 'final' } : { initial: 'a', states: { a: deep(levels - 1) } });
const waiting = (wait: object): Bent => ({ delays: { due: wait } });
const endless: { initial: string; states: Record<string, unknown> } = { initial: 'a', states: {} };
endless.states['a'] = endless;

export const refusedMachines: readonly RefusedMachine[] = [
  // states that are there, and can be reached and left
  { name: 'a state that nothing leads to', config: { states: { waiting: { after: { 1000: 'over' } }, over, lost: { after: { 1: 'over' } } } }, sentence: "state 'lost' can never be reached" },
  { name: 'two states that only lead to each other', config: { states: { waiting: { after: { 1000: 'over' } }, over, lost: { after: { 1: 'found' } }, found: { after: { 1: 'lost' } } } }, sentence: "state 'lost' can never be reached" },
  { name: 'a target that is not there', config: one({ after: { 1000: 'nowhere' } }), sentence: "state 'a' leads to 'nowhere', but there is no such state beside it" },
  { name: 'a target that is a name of JavaScript', config: one({ on: { 'chat.ended': 'constructor' } }), sentence: "state 'a' leads to 'constructor', but there is no such state beside it" },
  { name: 'an id that no state has', config: one({ on: { 'chat.ended': '#nobody' } }), sentence: "state 'a' leads to '#nobody', but no state has that id" },
  { name: 'a first state that is not there', config: { initial: 'nowhere' }, sentence: 'begins in a state that is not there' },
  { name: 'no first state', config: { initial: undefined }, sentence: "has states but no 'initial'" },
  { name: 'a history whose default is not there', config: { states: { waiting: { on: { 'chat.ended': 'box.back' }, after: { 1000: 'over' } }, box: { initial: 'in', states: { in: { after: { 1: '#parcel-help.over' } }, back: { type: 'history', target: 'nowhere' } } }, over } }, sentence: "state 'box.back' is a history whose default state is not there" },
  { name: 'a history of parallel regions that does not say where it leads the first time', config: { states: { waiting: { on: { 'chat.ended': 'box.back' }, after: { 1000: 'over' } }, box: { type: 'parallel', onDone: 'over', states: { one: { initial: 'a', states: { a: { after: { 1: 'b' } }, b: over } }, two: { initial: 'a', states: { a: { after: { 1: 'b' } }, b: over } }, back: { type: 'history' } } }, over } }, sentence: "state 'box.back' is a history of parallel regions without a target" },
  { name: 'a state that is not final and that nothing leaves', config: { states: { waiting: { after: { 1000: 'stuck' } }, stuck: {} } }, sentence: "state 'stuck' is a dead end" },
  { name: 'a state that only notes events', config: { states: { waiting: { after: { 1000: 'stuck' } }, stuck: { on: { 'chat.ended': { actions: { type: 'record', params: { metric: 'm' } } } } } } }, sentence: "state 'stuck' is a dead end" },
  { name: 'a region that ends in a state that is not final', config: { type: 'parallel', initial: undefined, states: { one: { initial: 'a', states: { a: { after: { 1: 'b' } }, b: {} } }, two: { initial: 'a', states: { a: { after: { 1: 'b' } }, b: over } } } }, sentence: "state 'one.b' is a dead end" },
  { name: 'a state named with a dot', config: { states: { waiting: { after: { 1000: 'over' } }, over, 'a.b': over } }, sentence: 'has a state named "a.b"' },
  { name: 'a state named with a hash', config: { states: { waiting: { after: { 1000: 'over' } }, over, '#a': over } }, sentence: 'has a state named "#a"' },
  { name: 'a state named as a part of JavaScript', config: { states: { waiting: { after: { 1000: 'over' } }, over, constructor: over } }, sentence: 'has a state named "constructor"' },
  { name: 'an id with a dot', config: one({ id: 'x.y' }), sentence: "state 'a' has an id that is empty or holds '.' or '#'" },
  { name: 'an id that two states have', config: { states: { waiting: { id: 'x', after: { 1000: 'over' } }, over: { id: 'x', type: 'final' } } }, sentence: "state 'over' has the id 'x', which another state has" },
  { name: 'a state that is no object', config: { states: { waiting: { after: { 1000: 'over' } }, over: 'final' } }, sentence: "state 'over' is not a state" },
  { name: 'more states than anybody can draw', config: { states: { ...Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`s${index}`, {}])), waiting: {} } }, sentence: 'has more than 10000 states' },
  { name: 'states nested too deep', config: deep(70), sentence: 'states deep, or inside itself' },
  { name: 'a state that lies inside itself', config: endless, sentence: 'states deep, or inside itself' },
  { name: 'a route that any event could take', config: one({ id: 'here', route: {} }), sentence: "state 'a' has a 'route'" },
  { name: 'another id than the declaration', config: { id: 'parcel-helpp' }, sentence: "id is 'parcel-helpp' in the machine" },
  { name: 'a target of the journey itself without its dot', config: { on: { 'chat.ended': 'over' } }, sentence: "the journey leads to 'over', but it has no states beside it; write '.over' for the one inside it" },
  { name: 'a target inside the state that is not there', config: one({ on: { 'chat.ended': '.b' } }), sentence: "state 'a' leads to '.b', but there is no such state inside it" },
  { name: 'a target that is no text', config: one({ on: { 'chat.ended': { target: 5 } } }), sentence: "state 'a' has a transition to something that is not the name of a state" },
  // keys that XState would pass over
  { name: 'a key of a state in another case', config: one({ ondone: 'over' }), sentence: "state 'a' has a key 'ondone' that no state has; write 'onDone'" },
  { name: 'a key that no state ever had', config: one({ wait: 5 }), sentence: "state 'a' has a key 'wait' that no state has; known are 'id', 'type'" },
  { name: 'a key of the journey itself', config: { contexts: {} }, sentence: "the journey has a key 'contexts' that no state has" },
  { name: 'a guard as earlier versions of XState wrote it', config: one({ on: { 'chat.ended': { target: 'over', cond: 'patient' } } }), sentence: "state 'a' has a transition with 'cond', which no transition has; write 'guard'" },
  { name: 'a slip in a transition after an activity', config: call({ ...soundCall, onError: { tagret: 'over' } }), sentence: "state 'a' has a transition with 'tagret', which no transition has; known are 'guard', 'target'" },
  { name: 'a slip in an activity call', config: call({ ...soundCall, onerror: 'over' }), sentence: "state 'a' calls an activity with 'onerror', which no call has; write 'onError'" },
  // ways that are taken at once
  { name: 'two states that move on to each other at once', config: { initial: 'a', states: { a: { always: 'b' }, b: { always: 'a' } } }, sentence: "state 'a' moves on for ever" },
  { name: 'a ring of three that moves on at once', config: { initial: 'a', states: { a: { always: 'b' }, b: { always: { target: 'c' } }, c: { always: ['a'] } } }, sentence: "state 'c' moves on for ever" },
  { name: 'a box that sends its own inside round', config: { initial: 'box', states: { box: { initial: 'a', always: '.b', states: { a: {}, b: {} } } } }, sentence: "state 'box' moves on for ever" },
  { name: 'a fact that is worked out again at once, and again', config: one({ always: { actions: assign({}) } }), sentence: "state 'a' moves on for ever" },
  { name: 'a box that is done at once and begun again', config: { initial: 'box', states: { box: { initial: 'in', states: { in: { type: 'final' } }, onDone: 'again' }, again: { always: 'box' } } }, sentence: "state 'again' moves on for ever" },
  // events
  { name: 'an event that was never declared', config: one({ on: { 'chat.over': 'over' } }), sentence: "state 'a' listens to 'chat.over', which is not an event of this journey" },
  { name: 'a wildcard that meets no event', config: one({ on: { 'chats.*': 'over' } }), sentence: "state 'a' listens to 'chats.*'" },
  { name: "XState's own events", config: one({ on: { 'xstate.done.state.x': 'over' } }), sentence: "state 'a' listens to 'xstate.done.state.x'" },
  { name: 'a raised event that was never declared', config: entry(raise({ type: 'chat.over' })), sentence: "state 'a' raises 'chat.over'" },
  { name: 'a rule for an event that was never declared', config: one({ meta: { unhandled: { 'chat.over': 'fail' } } }), sentence: "state 'a' has an unhandled rule for 'chat.over'" },
  { name: 'a rule that does not exist', config: one({ meta: { unhandled: { 'chat.ended': 'drop' } } }), sentence: "that is none of 'ignore', 'fail'" },
  { name: 'a defer that never ends', config: one({ meta: { unhandled: { 'chat.ended': { defer: { withinMs: Infinity } } } } }), sentence: "that is none of 'ignore', 'fail'" },
  // effects and actions
  { name: 'an effect that does not exist', config: entry({ type: 'crm.closCase', params: {} }), sentence: "state 'a' names 'crm.closCase', which is not an effect or action" },
  { name: 'a plain function in the machine', config: entry(() => {}), sentence: "state 'a' has an action that is a plain function" },
  { name: 'a plain function as an action of the author', own: { actions: { ring: () => {} } }, sentence: "action 'ring' is a plain function" },
  { name: 'an action with the name of an effect', own: { actions: { send: assign({}) } }, sentence: "action 'send' has the name of an effect" },
  { name: 'a child that is spawned', config: entry(spawnChild(fromCallback(() => {}))), sentence: "state 'a' uses XState's spawnChild" },
  { name: 'a child that is stopped', config: entry(stopChild('x')), sentence: "state 'a' uses XState's stopChild" },
  { name: 'an event sent to another actor', own: { actions: { tell: sendTo('x', { type: 'y' }) } }, sentence: "action 'tell' uses XState's sendTo" },
  { name: 'a message without a purpose', config: entry({ type: 'send', params: { channel: 'sms', text: 'Hi' } }), sentence: "state 'a' gives 'send' wrong params at 'purpose'" },
  { name: 'a message on a channel that was never declared', config: entry({ type: 'send', params: { channel: 'fax', purpose: 'service', text: 'Hi' } }), sentence: "state 'a' sends by 'fax'" },
  { name: 'buttons on a channel declared without them', config: entry({ type: 'send', params: { channel: 'sms', purpose: 'service', text: 'Hi', buttons: ['Yes'] } }), sentence: "sends 'buttons' by 'sms', which is declared without 'buttons'" },
  { name: 'a message with nothing to say', config: entry({ type: 'send', params: { channel: 'sms', purpose: 'service' } }), sentence: "sends without a 'text' or a 'template'" },
  { name: 'a message on the best of channels that are not there', config: entry({ type: 'send', params: { channel: 'best', among: ['fax'], purpose: 'service', template: 't' } }), sentence: "state 'a' sends by 'fax'" },
  { name: 'message params that are a function', config: entry({ type: 'send', params: () => ({}) }), sentence: "gives 'send' params as a function" },
  { name: 'message params with a function inside', config: entry({ type: 'handoff', params: { queue: 'q', reason: () => 'r' } }), sentence: "gives 'handoff' params that cannot be stored" },
  { name: 'params that JSON would change', config: entry({ type: 'record', params: { metric: 'm', value: Number.NaN } }), sentence: "gives 'record' params that cannot be stored" },
  { name: 'an effect by its name alone', config: entry('handoff'), sentence: "gives 'handoff'" },
  { name: 'a journey that is started without its name', config: entry({ type: 'startJourney', params: {} }), sentence: "gives 'startJourney' wrong params at 'journey'" },
  { name: 'a scheduled event that was never declared', config: entry({ type: 'schedule', params: { name: 'n', inMs: 5, event: 'chat.over' } }), sentence: "state 'a' schedules 'chat.over'" },
  { name: 'a schedule in the past', config: entry({ type: 'schedule', params: { name: 'n', inMs: -5, event: 'chat.ended' } }), sentence: "gives 'schedule' wrong params at 'inMs'" },
  { name: 'a fact to remember that was never declared', config: one({ on: { 'order.numbered': { actions: { type: 'remember', params: { facts: ['weight'] } } } } }), sentence: "remembers 'weight', which is not a fact" },
  { name: 'a fact to remember that the event does not have', config: one({ on: { 'order.numbered': { actions: { type: 'remember', params: { facts: ['status'] } } } } }), sentence: "remembers 'status', which 'order.numbered' does not have" },
  { name: 'a fact to remember that the activity does not give', config: call({ ...soundCall, onDone: { target: 'over', actions: { type: 'remember', params: { facts: ['orderNumber'] } } } }), sentence: "remembers 'orderNumber', which 'findOrder' does not have" },
  { name: 'a fact to remember when a delay ends', config: one({ after: { 1000: { target: 'over', actions: { type: 'remember', params: { facts: ['status'] } } } } }), sentence: "remembers 'status' where nothing brings it" },
  { name: 'a fact that begins without a data class', config: { context: { weight: 3 } }, sentence: "context begins with 'weight', which has no data class" },
  // guards, delays, activities
  { name: 'a guard that is not there', config: one({ on: { 'chat.ended': { target: 'over', guard: 'patient' } } }), sentence: "state 'a' asks 'patient', which is not a guard" },
  { name: 'a guard within others that is not there', config: one({ on: { 'chat.ended': { target: 'over', guard: and([not('patient'), () => true]) } } }), sentence: "state 'a' asks 'patient', which is not a guard" },
  { name: 'a question about a state that is not there', config: one({ on: { 'chat.ended': { target: 'over', guard: not(stateIn({ a: 'nowhere' })) } } }), sentence: "state 'a' asks with stateIn about a state that is not there" },
  { name: 'the same in a guard of the author', own: { guards: { lost: stateIn('nowhere') } }, sentence: 'a guard of this journey asks with stateIn' },
  { name: 'a guard that is no guard', config: one({ on: { 'chat.ended': { target: 'over', guard: 5 } } }), sentence: "state 'a' has a guard that is neither a name nor a function" },
  { name: 'a delay that was never declared', config: one({ after: { patience: 'over' } }), sentence: "state 'a' waits for 'patience', which is not a delay" },
  { name: 'a delay below zero', config: one({ after: { [-5]: 'over' } }), sentence: "state 'a' has a delay that is not a time" },
  { name: 'a delay without end', config: one({ after: { [Infinity]: 'over' } }), sentence: "state 'a' has a delay that is not a time" },
  { name: 'a delay that is not a number', config: one({ after: { [Number.NaN]: 'over' } }), sentence: "state 'a' waits for 'NaN', which is not a delay" },
  { name: 'a delay of eleven years', own: { delays: { patience: 11 * 366 * 86_400_000 } }, config: one({ after: { patience: 'over' } }), sentence: "delay 'patience' has a delay that is not a time" },
  { name: 'a named delay that is not a number', own: { delays: { patience: Number.NaN } }, config: one({ after: { patience: 'over' } }), sentence: "delay 'patience' has a delay that is not a time" },
  { name: 'a wait for a fact that is not there', own: waiting({ until: { date: 'deliveredAt', zone: 'UTC' }, ifPast: 'never' }), sentence: "delay 'due' waits for 'deliveredAt', which is not a fact of this journey" },
  { name: 'a wait for a field that a fact does not have', own: waiting({ until: { date: 'status.at', zone: 'UTC' }, ifPast: 'never' }), sentence: "delay 'due' waits for 'status.at', which the fact 'status' does not have" },
  { name: 'a wait by no zone', own: waiting({ until: { date: 'status', zone: 'Mars/Olympus' }, ifPast: 'never' }), sentence: "delay 'due' has a zone that is neither 'customer' nor an IANA name" },
  { name: "a wait by the customer's clock, and by none where it is not known", own: waiting({ until: { at: '09:00', zone: 'customer' } }), sentence: "delay 'due' goes by the customer's clock and has no zone in 'otherwise'" },
  { name: 'a wait with a second zone', own: waiting({ until: { at: '09:00', zone: 'UTC', otherwise: 'UTC' } }), sentence: "delay 'due' has 'otherwise' beside a zone of its own" },
  { name: 'a wait until no time of a day', own: waiting({ until: { at: '9 o\'clock', zone: 'UTC' } }), sentence: "delay 'due' is no wait as it is written: until.at: a time of day is written as 09:30" },
  { name: 'a wait that does not say what to do with the past', own: waiting({ until: { date: 'status', zone: 'UTC' } }), sentence: "delay 'due' is no wait as it is written: ifPast" },
  { name: 'a wait for less than no business hours', own: waiting({ business: -1, calendar: 'desk' }), sentence: "delay 'due' is no wait as it is written: business" },
  { name: 'a wait that is nothing of the kind', own: waiting({ forever: true }), sentence: "delay 'due' is no wait as it is written" },
  { name: 'a wait with a dot in its name', own: { delays: { 'due.soon': { business: 5, calendar: 'desk' } } }, sentence: "delay 'due.soon' is a wait and has a dot in its name" },
  { name: 'an event that is raised after a wait', own: waiting({ business: 5, calendar: 'desk' }), config: entry(raise({ type: 'chat.ended' }, { delay: 'due' as never })), sentence: "state 'a' raises an event after 'due', which is a wait" },
  { name: 'a raise with a delay that was never declared', config: entry(raise({ type: 'chat.ended' }, { delay: 'patience' as never })), sentence: "state 'a' waits for 'patience'" },
  { name: 'an activity that was never declared', config: call({ ...soundCall, src: 'findParcel' }), sentence: "state 'a' invokes 'findParcel', which is not an activity" },
  { name: 'an actor written in place', config: call({ ...soundCall, src: fromPromise(async () => 1) }), sentence: "state 'a' invokes an actor written in place" },
  { name: 'an activity without a way out when it fails', config: call({ src: 'findOrder', input: {}, onDone: 'over' }), sentence: "state 'a' has no onError for activity 'findOrder'" },
  { name: 'a name in the system of live actors', config: call({ ...soundCall, systemId: 'x' }), sentence: "state 'a' uses 'systemId' on activity 'findOrder'" },
  { name: 'a look at what a live actor is doing', config: call({ ...soundCall, onSnapshot: 'over' }), sentence: "state 'a' uses 'onSnapshot' on activity 'findOrder'" },
  { name: 'two calls under one id', config: one({ invoke: [{ ...soundCall, id: 'find' }, { ...soundCall, id: 'find' }] }), sentence: "state 'a' calls an activity under the id 'find'" },
];

/** What XState builds that is decided within a step, and every effect, in one machine that is sound. */
export const everythingAllowed: { readonly own: Bent; readonly config: Bent } = {
  own: { actions: { note: assign({}), many: enqueueActions(({ enqueue }) => enqueue('note' as never)) }, guards: { patient: () => true }, delays: { patience: 5, 'as long as it takes': () => 7 } },
  config: {
    initial: 'a',
    states: {
      a: {
        entry: [
          assign({}), 'note', 'many', raise({ type: 'chat.ended' }), raise({ type: 'chat.ended' }, { delay: 'patience' as never, id: 'later' }), cancel('later'), emit({ type: 'told' }), log('told'),
          { type: 'send', params: { channel: 'webchat', purpose: 'service', text: 'Hi', buttons: ['Yes'] } },
          { type: 'send', params: { channel: 'best', among: ['sms'], not: ['webchat'], purpose: 'marketing', template: 't', locale: 'en' } },
          { type: 'handoff', params: { queue: 'q', reason: 'r', skills: ['german'], priority: 2 } },
          { type: 'startJourney', params: { journey: 'other', inMs: 5, data: { a: 1 } } },
          { type: 'schedule', params: { name: 'n', inMs: 0, event: 'chat.ended', data: {} } },
          { type: 'record', params: { metric: 'm', value: 1 } },
          { type: 'crm.openCase', params: { subject: 's', priority: 'high' } },
          { type: 'crm.closeCase', params: { resolution: 'assumed' } },
          { type: 'crm.logInteraction', params: () => ({ summary: 's' }) },
        ],
        invoke: { ...soundCall, onDone: { actions: { type: 'remember', params: { facts: ['status'] } }, target: 'b' } },
        on: {
          'chat.*': { target: 'b', guard: and(['patient', not({ type: 'patient' }), stateIn('a'), stateIn({ box: {} }), stateIn('#parcel-help.box.in')]) },
          'order.numbered': { target: 'b', actions: { type: 'remember', params: { facts: ['orderNumber'] } } },
          '*': [],
        },
        after: { patience: 'b', 'as long as it takes': 'b', 3_000_000_000: 'b' },
        meta: { unhandled: { 'call.ended': { defer: { withinMs: 1000 } } } },
      },
      b: { always: [{ guard: 'patient', target: 'box.back' }, { target: 'over' }] },
      box: { initial: 'in', states: { in: { after: { 5: 'out' } }, out: { type: 'final' }, back: { type: 'history', history: 'deep', target: 'in' } }, onDone: 'over' },
      over,
    },
  },
};
