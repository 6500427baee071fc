/** What we are called among the instruments of an application. */
export const scope = 'throughline';

/** Every name of a span, as it begins; what follows it is the name of a channel or of a declared event. */
export const spanNames = { accept: 'accept', send: 'send', receive: 'receive', process: 'process' } as const;

/** Every metric, with its unit and what it counts. Those that begin with `messaging` are OpenTelemetry's own. */
export const metricNames = {
  sendDuration: { name: 'messaging.client.operation.duration', unit: 's', description: 'How long a channel took to take a message, or to read a request of its provider' },
  sent: { name: 'messaging.client.sent.messages', unit: '{message}', description: 'Messages that were handed to a channel, whatever it answered' },
  processDuration: { name: 'messaging.process.duration', unit: 's', description: 'How long what a channel brought took to be durably decided' },
  consumed: { name: 'messaging.client.consumed.messages', unit: '{message}', description: 'What channels brought' },
  acceptDuration: { name: 'throughline.accept.duration', unit: 's', description: 'How long events of the host took to be durably decided' },
  events: { name: 'throughline.events', unit: '{event}', description: 'Events by what became of them' },
  refused: { name: 'throughline.refused', unit: '{refusal}', description: 'Events, items and requests that were refused at the door' },
  runs: { name: 'throughline.runs', unit: '{run}', description: 'Runs of journeys that began, moved, reached a goal or ended' },
  messages: { name: 'throughline.messages', unit: '{message}', description: 'Messages by what became of them' },
  effects: { name: 'throughline.effects', unit: '{effect}', description: 'Effects that did not go as they should' },
  handoffs: { name: 'throughline.handoffs', unit: '{handoff}', description: 'Customers handed over to a person' },
  lookUps: { name: 'throughline.crm.look_ups', unit: '{look_up}', description: 'Look-ups in the CRM by what came of them' },
  openCircuits: { name: 'throughline.circuits.open', unit: '{circuit}', description: 'Targets that are not called at the moment, since they failed' },
  faults: { name: 'throughline.faults', unit: '{fault}', description: 'What broke where nobody waits for an answer' },
} as const;

/**
 * Every name of an attribute. None of them carries an identifier of a customer, an address, a text, a key, or a reason in words: what can be said here is
 * closed, by the library or by what the host's journeys and channels are called.
 */
export const attributeNames = {
  system: 'messaging.system',
  operation: 'messaging.operation.name',
  operationType: 'messaging.operation.type',
  destination: 'messaging.destination.name',
  batch: 'messaging.batch.message_count',
  errorType: 'error.type',
  event: 'throughline.event.type',
  door: 'throughline.door',
  status: 'throughline.status',
  reason: 'throughline.reason',
  journey: 'throughline.journey',
  version: 'throughline.journey.version',
  moved: 'throughline.journeys.moved',
  goal: 'throughline.goal',
  purpose: 'throughline.purpose',
  kind: 'throughline.effect.kind',
  target: 'throughline.target',
} as const;

/** Stands for whatever is not among the values that may be told, as OpenTelemetry has it. */
export const other = '_OTHER';
