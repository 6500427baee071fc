/** One mistake planted in a sound file: what stands there, what an author might write, and what the compiler must say about it. */
export interface PlantedMistake {
  readonly name: string;
  /** occurs once in the sound file */
  readonly right: string;
  readonly wrong: string;
  /** a part of the complaint's last line */
  readonly sentence: string;
  /** a part of the line that the complaint is about; the wrong text's own first line where it is absent */
  readonly at?: string;
  /** other lines that the compiler then complains about too, and why they cannot be kept quiet: the types there follow from this one */
  readonly alsoRed?: readonly number[];
}

/** a delay of no kind at all keeps the compiler from the words that stand beside it in `setup`, and from where they are used */
const settingRed = [36, 42, 47, 56, 64, 65];

export const plantedMistakes: readonly PlantedMistake[] = [
  // the machine's names
  { name: 'an event in `on` that was never declared', right: "on: { 'order.numbered': {", wrong: "on: { 'order.numbred': {", sentence: "'order.numbred' is not an event of this journey" },
  { name: 'a wildcard that no declared event matches', right: "on: { 'chat.*': {", wrong: "on: { 'chats.*': {", sentence: "'chats.*' is not an event of this journey" },
  { name: 'a target that is no state', right: "target: 'told' }", wrong: "target: 'tol' }", sentence: "there is no state 'tol' beside this state" },
  { name: 'a short target that is no state', right: "onDone: 'closed'", wrong: "onDone: 'close'", sentence: "there is no state 'close' beside this state" },
  { name: 'a target inside another state that is not there', right: "patience: 'helping.person'", wrong: "patience: 'helping.persn'", sentence: "there is no state 'helping.persn' beside this state" },
  { name: 'a target inside this state that is not there', right: "onDone: 'closed'", wrong: "onDone: '.close'", sentence: "there is no state '.close' inside this state" },
  { name: 'a target in onError that is no state', right: "onError: { target: 'helping', reenter: true }", wrong: "onError: { target: 'helpin', reenter: true }", sentence: "there is no state 'helpin' beside this state" },
  { name: 'a journey-wide transition without its dot', right: "{ actions: 'countCall' }", wrong: "{ target: 'told' }", sentence: "the journey itself has no states beside it; write '.told'" },
  { name: 'an initial state that is not there', right: "initial: 'asking'", wrong: "initial: 'askin'", sentence: "there is no state 'askin' inside this state" },
  { name: 'an initial state further in that is not there', right: "initial: 'person'", wrong: "initial: 'persn'", sentence: "there is no state 'persn' inside this state" },
  { name: 'a delay that was never declared', right: "after: { patience: 'helping.person' }", wrong: "after: { patienc: 'helping.person' }", sentence: "'patienc' is not a delay of this journey" },
  { name: 'a guard with a slip inside onDone', right: "guard: { type: 'known',", wrong: "guard: { type: 'knwon',", sentence: "'knwon' is not a guard of this journey" },
  { name: 'a guard by name alone with a slip', right: "guard: 'patient'", wrong: "guard: 'patent'", sentence: "'patent' is not a guard of this journey" },
  { name: 'a guard without the params it takes', right: "guard: 'patient'", wrong: "guard: 'known'", sentence: "guard 'known' needs params" },
  { name: 'a guard with params of another type', right: 'params: ({ event }) => event.output }', wrong: 'params: ({ event }) => event.output.status }', sentence: "Type 'string' is not assignable to type '{ status: string; }'" },
  { name: 'an activity that was never declared', right: "src: 'findOrder'", wrong: "src: 'findOrdr'", sentence: "'findOrdr' is not an activity of this journey" },
  { name: 'a word that no state knows', right: "after: { patience: 'helping.person' }", wrong: "aftr: { patience: 'helping.person' }", sentence: "a state has no 'aftr'" },
  { name: 'a word that no transition knows', right: "{ target: 'helping' },", wrong: "{ tagret: 'helping' },", sentence: "a transition has no 'tagret'" },
  { name: 'a word that no activity call knows', right: "onError: { target", wrong: "onSnapshot: { target", sentence: "an activity of a journey has no 'onSnapshot'" },
  { name: 'a tag that no clock reads', right: "tags: 'waiting for customer'", wrong: "tags: 'waiting for custmer'", sentence: "waiting for customer" },
  { name: 'an unhandled rule for an event that was never declared', right: "unhandled: { 'call.ended': 'ignore' }", wrong: "unhandled: { 'call.endd': 'ignore' }", sentence: "call.endd" },
  { name: 'an unhandled rule that does not exist', right: "unhandled: { 'call.ended': 'ignore' }", wrong: "unhandled: { 'call.ended': 'drop' }", sentence: "'\"drop\"' is not assignable to type" },
  // effects and actions
  { name: 'an effect that does not exist', right: "{ type: 'handoff', params: { queue: 'orders', reason: 'done' } }", wrong: "{ type: 'handof', params: { queue: 'orders', reason: 'done' } }", sentence: "'handof' is not an effect or action of this journey" },
  { name: 'an effect that does not exist, in a list', right: "'countCall'],", wrong: "{ type: 'crm.closCase', params: { resolution: 'confirmed' } }],", sentence: "'crm.closCase' is not an effect or action of this journey" },
  { name: 'an action by name alone with a slip', right: "{ actions: 'countCall' }", wrong: "{ actions: 'countCal' }", sentence: "'countCal' is not an effect or action of this journey" },
  { name: 'a plain function as an action', right: "{ actions: 'countCall' }", wrong: "{ actions: () => {} }", sentence: 'a plain function runs outside of what is stored' },
  { name: 'an effect by name alone that needs params', right: "{ actions: 'countCall' }", wrong: "{ actions: 'handoff' }", sentence: "'handoff' needs params" },
  { name: 'an effect with a param missing', right: "{ type: 'handoff', params: { queue: 'orders', reason: 'done' } }", wrong: "{ type: 'handoff', params: { queue: 'orders' } }", sentence: "Property 'reason' is missing" },
  { name: 'an own action with params of another type', right: "{ type: 'rate', params: { count: 5 } }", wrong: "{ type: 'rate', params: { count: 'five' } }", sentence: "'five' does not fit 'count' of 'rate'" },
  { name: 'a message without a purpose', right: "channel: 'webchat', purpose: 'service',", wrong: "channel: 'webchat',", sentence: "say why you write: 'transactional', 'service', 'survey' or 'marketing'" },
  { name: 'a message with a purpose that does not exist', right: "purpose: 'service'", wrong: "purpose: 'advert'", sentence: "'advert' does not fit 'purpose' of 'send'" },
  { name: 'a message with nothing to say', right: "text: 'Which one?', ", wrong: '', sentence: "say what to write: 'template' or 'text'", at: "type: 'send'" },
  { name: 'a message with both text and template', right: "text: 'Which one?', ", wrong: "text: 'Which one?', template: 'which', ", sentence: "say 'text' or 'template', not both" },
  { name: 'buttons on a channel that was declared without them', right: "channel: 'webchat', purpose", wrong: "channel: 'sms', purpose", sentence: "channel 'sms' is declared without 'buttons'" },
  { name: 'a channel that was never declared', right: "channel: 'webchat', purpose", wrong: "channel: 'fax', purpose", sentence: "'fax' is not a channel of this journey" },
  { name: 'a message without a channel', right: "channel: 'webchat', purpose: 'service'", wrong: "purpose: 'service'", sentence: "say which channel, or 'best'" },
  { name: 'message params that are a function', right: "params: { channel: 'webchat', purpose: 'service', text: 'Which one?', buttons: ['No idea'] }", wrong: "params: () => ({ channel: 'webchat', purpose: 'service', text: 'Which one?' })", sentence: "params of 'send' are data, not a function" },
  { name: 'a fact in remember that was never declared', right: "facts: ['orderNumber']", wrong: "facts: ['orderNo']", sentence: "'orderNo' is not a fact of this journey" },
  { name: 'a scheduled event that was never declared', right: "inMs: 1000, event: 'chat.ended'", wrong: "inMs: 1000, event: 'chat.endd'", sentence: "'chat.endd' does not fit 'event' of 'schedule'" },
  { name: 'a promise without its words', right: "words: 'We call back', inMs: 2000", wrong: "inMs: 2000", sentence: "Property 'words' is missing" },
  { name: 'a promise that is kept by another word than its name', right: "type: 'keepPromise', params: { name: 'call' }", wrong: "type: 'keepPromise', params: { promise: 'call' }", sentence: "'keepPromise' has no 'promise'" },
  { name: 'an attempt that ended as no attempt can', right: "outcome: 'resolved'", wrong: "outcome: 'maybe'", sentence: "'maybe' does not fit 'outcome' of 'attempt'" },
  { name: 'a fact that reaches further than any', right: "{ scope: 'customer' }", wrong: "{ scope: 'tenant' }", sentence: '"tenant"' },
  { name: 'an effect inside enqueueActions that does not exist', right: "enqueue({ type: 'record', params: { metric: 'helped' } })", wrong: "enqueue({ type: 'recrd', params: { metric: 'helped' } })", sentence: 'recrd' },
  { name: 'an actor written in place', right: "src: 'findOrder',", wrong: "src: async () => ({ status: 'unknown' }),", sentence: 'name an activity of this journey' },
  { name: 'a raised event that was never declared', right: "raise({ type: 'chat.ended', data: {}, at: 0 })", wrong: "raise({ type: 'chat.over', data: {}, at: 0 })", sentence: 'chat.over' },
  { name: 'a raised event without its data', right: "raise({ type: 'chat.ended', data: {}, at: 0 })", wrong: "raise({ type: 'call.ended', data: {}, at: 0 })", sentence: 'resolved' },
  // functions
  { name: 'a fact in an expression that was never declared', right: 'context.orderNumber ?? ', wrong: 'context.orderNo ?? ', sentence: "Property 'orderNo' does not exist" },
  { name: 'an activity input of another type', right: 'orderNumber: context.orderNumber ?? \'\' })', wrong: 'orderNumber: 5 })', sentence: "Type 'number' is not assignable to type 'string'" },
  { name: 'a field that the activity does not give', right: 'params: ({ event }) => event.output }', wrong: 'params: ({ event }) => event.output.result }', sentence: "Property 'result' does not exist" },
  { name: 'an answer of an activity that can never be', right: 'params: ({ event }) => event.output }', wrong: "params: ({ event }) => ({ status: event.output.status === 5 ? 'a' : 'b' }) }", sentence: 'have no overlap' },
  { name: 'a field that the event does not have, in a guard', right: 'guard: ({ event }) => event.data.resolved', wrong: 'guard: ({ event }) => event.data.solved', sentence: "Property 'solved' does not exist on type '{ resolved: boolean; }'" },
  { name: 'a field that the entry event does not have', right: 'question: input.event.data.question,', wrong: 'question: input.event.data.text,', sentence: "Property 'text' does not exist" },
  { name: 'facts that do not begin', right: "status: 'unknown', calls: 0 })", wrong: "status: 'unknown' })", sentence: "Property 'calls' is missing" },
  { name: 'a fact that begins with a value it cannot have', right: "status: 'unknown', calls: 0 })", wrong: "status: 'lost', calls: 0 })", sentence: "'\"lost\"' is not assignable" },
  { name: 'a guard of the author that reads a fact that is not there', right: 'context.calls < 3', wrong: 'context.call < 3', sentence: "Property 'call' does not exist" },
  { name: 'an assign to a fact that is not there', right: 'assign({ calls: ({ context }) => context.calls + 1 })', wrong: 'assign({ cals: ({ context }) => context.calls + 1 })', sentence: "'cals' does not exist" },
  // waits
  { name: 'a wait for a fact that was never declared', right: "date: 'orderNumber'", wrong: "date: 'orderNo'", sentence: '"orderNo"', alsoRed: settingRed },
  { name: 'a wait that does not say what to do with a date that has passed', right: ", ifPast: 'never' }", wrong: ' }', sentence: 'ifPast', at: "'in time':", alsoRed: settingRed },
  { name: "a wait by the customer's clock that does not say which one where it is not known", right: ", otherwise: 'UTC'", wrong: '', sentence: 'otherwise', at: "'in time':", alsoRed: settingRed },
  { name: 'a wait for business hours of nobody', right: ", calendar: 'desk'", wrong: '', sentence: 'calendar', at: "'a working day':", alsoRed: settingRed },
  // the declaration
  { name: 'a fact without a data class', right: 'calls: facts.internal(z.number()),', wrong: 'calls: z.number(),', sentence: 'dataClass, schema' },
  { name: 'an entry event that was never declared', right: "entry: { on: ['chat.started']", wrong: "entry: { on: ['chat.startd']", sentence: '"chat.startd"', alsoRed: [40] },
  { name: 'a correlation key that the entry event does not carry', right: "key: 'question'", wrong: "key: 'orderId'", sentence: '"orderId"' },
  { name: 'a re-entry mode that does not exist', right: "reentry: { mode: 'per-key' }", wrong: "reentry: { mode: 'always' }", sentence: '"always"' },
  { name: 'a cool-down without its time', right: "reentry: { mode: 'per-key' }", wrong: "reentry: { mode: 'after-cool-down' }", sentence: "Property 'coolDownMs' is missing" },
  { name: 'an exit on an event that was never declared', right: "exit: [{ on: 'chat.ended'", wrong: "exit: [{ on: 'chat.over'", sentence: '"chat.over"' },
  { name: 'a goal on an event that was never declared', right: "on: ['call.ended'], withinMs", wrong: "on: ['call.over'], withinMs", sentence: '"call.over"' },
  { name: 'a goal without its time', right: "on: ['call.ended'], withinMs: days(7)", wrong: "on: ['call.ended']", sentence: "Property 'withinMs' is missing" },
  { name: 'a journey without a time to live', right: '  ttlMs: days(30),\n', wrong: '', sentence: "Property 'ttlMs' is missing", at: 'defineJourney({' },
  { name: 'a channel need that no channel can carry', right: "sms: ['text']", wrong: "sms: ['txt']", sentence: '"txt"' },
];
