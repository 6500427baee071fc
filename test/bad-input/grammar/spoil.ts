import type { Choices } from '../../journey/step/differential/choices.js';
import { now } from '../bad-input-row.js';
import { hostileText, hostileValue } from './hostile-values.js';
import type { SoundEvent } from './sound-events.js';

type Fields = Record<string, unknown>;

/** Makes of a sound event what somebody will send one day: one to three things about it are wrong, or only odd. */
export function spoilt(choices: Choices, sound: SoundEvent): unknown {
  if (choices.chance(4)) return hostileValue(choices);
  const event: Fields = { ...sound };
  choices.times(1, 3, () => choices.of(ways)(choices, event, sound));
  return choices.chance(3) ? new Proxy(event, {}) : event;
}

const fields = ['id', 'source', 'type', 'data', 'who', 'via', 'tenant', 'occurredAt'] as const;

const ways: readonly [Spoil, ...Spoil[]] = [
  (choices, event) => { event[choices.of(fields)] = hostileValue(choices); },
  (choices, event) => { event[choices.of(fields)] = hostileText(choices); },
  (choices, event) => { delete event[choices.of(fields)]; },
  (choices, event) => { define(event, choices.of(['priority', '__proto__', 'constructor', 'toString', 'at', 'key', '', 'ID', 'prototype']), hostileValue(choices)); },
  (choices, event, sound) => { event['data'] = { ...sound.data, [choices.of(['n', 'order', 'text', 'name', 'more'])]: hostileValue(choices) }; },
  (choices, event, sound) => { event['data'] = withKey(choices, sound.data); },
  (choices, event) => { event['type'] = hostileType(choices); },
  (choices, event) => { event['who'] = strangeWho(choices); },
  (choices, event) => { event['via'] = choices.of<unknown>([{ channel: hostileText(choices) }, { channel: 'chat', conversation: hostileText(choices) }, { channel: 'chat', more: 1 }, { channel: 7 }, 'chat', []]); },
  (choices, event) => { event['occurredAt'] = choices.of<unknown>(['0001-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', '2026-02-30T10:00:00Z', '2026-01-31T09:30:00', '2016-12-31T23:59:60Z', 'yesterday', now + 366 * 86_400_000, now + 0.5, -1, Number.NaN, 8.64e15, now - 1]); },
  (choices, event) => { event['tenant'] = choices.of<unknown>(['', '../other', 'x'.repeat(65), 'acme', 'Acme', '\u0430cme', '~', '__proto__', null, 7]); },
  (choices, event) => { event['id'] = choices.of<unknown>(['', 'x'.repeat(255), 'x'.repeat(256), 'x'.repeat(70_000), 7, null, ['e'], 'a\nb', 'a\u202eb', hostileText(choices)]); },
];
type Spoil = (choices: Choices, event: Fields, sound: SoundEvent) => void;

const inner = [
  'xstate.init', 'xstate.stop', 'xstate.after.7200000.reminder.waiting', 'xstate.after.1728000000.tally.open', 'xstate.done.state.tally', 'xstate.done.actor.find', 'xstate.error.actor.find', 'xstate.snapshot.find', 'xstate.promise.resolve',
  'done.invoke.find', 'done.state.tally', 'error.platform.find', 'error.communication', '$batch', '*', '__proto__', 'journey.started', 'journey.ended', 'timer.fired', 'timer.ended', 'message.received', 'message.delivered', 'message.replied', 'channel.connected',
] as const;

/** A type that drives a machine from within, resembles one, or is no type at all. */
export function hostileType(choices: Choices): unknown {
  switch (choices.number(4)) {
    case 0: return choices.of(inner);
    case 1: return mangled(choices, choices.of(inner));
    case 2: return mangled(choices, choices.of(['visit.began', 'item.added', 'order.placed', 'visit.closed', 'customer.updated', 'web.viewed']));
    case 3: return choices.of<unknown>(['', 'toString', 'constructor', 'hasOwnProperty', 'x'.repeat(200), 'x'.repeat(201), 'order placed', 'ördered', 'visit.began\u0000', 'visit.began ', ' visit.began', 'Visit.Began', 'visit.*', 'visit.began.', 7, null, {}]);
    default: return hostileText(choices);
  }
}

function mangled(choices: Choices, type: string): string {
  const at = choices.number(type.length);
  const letter = choices.of(['.', '*', '$', '_', ' ', '\u200b', '\u0430', 'x', '', '0', ':', '-', 'X']);
  switch (choices.number(4)) {
    case 0: return type.slice(0, at) + letter + type.slice(at);
    case 1: return type.slice(0, at) + letter + type.slice(at + 1);
    case 2: return type.toUpperCase();
    case 3: return `${type}.${choices.of(inner)}`;
    default: return `${letter}${type}`;
  }
}

function strangeWho(choices: Choices): unknown {
  const person = `user:u${choices.number(199)}`;
  return choices.of<unknown>([
    [], {}, null, person, [person, person], ['ann'], [':ann'], ['user:'], [`user:${'x'.repeat(321)}`], [5], [{ namespace: 'user' }], [{ namespace: 'user', value: hostileValue(choices) }], [hostileText(choices)], [`user:${hostileText(choices)}`],
    [`email:${hostileText(choices)}`], ['phone:+'], ['phone:+49151'], ['email:@'], { customer: '~inbound' }, { customer: 'c-1' }, { customer: hostileValue(choices) }, { customer: 'c-1', more: 1 }, Array.from({ length: 17 }, (_, at) => `user:${at}`),
    [{ namespace: 'user', value: person.slice(5), verified: false }], [{ namespace: 'user', value: person.slice(5), verified: 'yes' }], [person, { namespace: 'email', value: 'claimed@example.org', verified: false }], [person, 'user:another'],
  ]);
}

function withKey(choices: Choices, data: object): object {
  const copy = { ...data };
  define(copy, choices.of(['__proto__', 'constructor', 'a.__proto__.b', 'toString', '', 'k'.repeat(257), '\ud800', 'then']), hostileValue(choices));
  return copy;
}

/** as JSON.parse does: `__proto__` is a key like any other */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
