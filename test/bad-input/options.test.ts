import { describe, expect, test } from 'vitest';
import { createOrchestrator, JourneyError, type Limits } from 'throughline';
import { createMemoryStore } from 'throughline/testing';
import { tally, texts } from '../orchestrator/door/journeys.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { canary } from './bad-input-row.js';

const sound = () => ({ journeys: [tally], store: createMemoryStore({}), channels: { chat: createRecordingChannel() }, texts });

/** What a host without a compiler may hand over when it starts, and a part of the sentence it is told. */
const wrong: readonly (readonly [what: string, options: () => unknown, sentence: string])[] = [
  ['nothing', () => undefined, 'an object of options'], ['null', () => null, 'an object of options'], ['a text', () => 'journeys', 'an object of options'],
  ['no journeys', () => ({ ...sound(), journeys: undefined }), "'journeys'"], ['journeys that are a text', () => ({ ...sound(), journeys: 'tally' }), "'journeys'"], ['a journey that is null', () => ({ ...sound(), journeys: [null] }), "'journeys'"],
  ['a machine that is no journey', () => ({ ...sound(), journeys: [{ id: 'tally', config: {} }] }), "'journeys'"],
  ['no store', () => ({ ...sound(), store: undefined }), "'store'"], ['a store that is null', () => ({ ...sound(), store: null }), "'store'"], ['a store without its members', () => ({ ...sound(), store: {} }), "'store'"], ['a store that cannot be asked for its history', () => ({ ...sound(), store: { ...createMemoryStore({}), history: undefined } }), "'store'"],
  ['channels that are null', () => ({ ...sound(), channels: null }), "'channels'"], ['a channel that is null', () => ({ ...sound(), channels: { chat: null } }), "'channels'"], ['a channel that declares nothing', () => ({ ...sound(), channels: { chat: {} } }), "'channels'"],
  ['texts that are null', () => ({ ...sound(), texts: null }), "'texts'"], ['a text that is a number', () => ({ ...sound(), texts: { count: 7 } }), "'texts'"],
  ['activities that are null', () => ({ ...sound(), activities: null }), "'activities'"], ['an activity that is no function', () => ({ ...sound(), activities: { find: {} } }), "'activities'"],
  ['a CRM that is null', () => ({ ...sound(), crm: null }), "'crm'"], ['a CRM that declares nothing', () => ({ ...sound(), crm: {} }), "'crm'"], ['a handoff that is no function', () => ({ ...sound(), handoff: 5 }), "'handoff'"], ['an understand that is no function', () => ({ ...sound(), understand: 5 }), "'understand'"],
  ['calendars that are a list', () => ({ ...sound(), calendars: [1] }), "'calendars'"], ['a calendar that nobody defined', () => ({ ...sound(), calendars: { shop: { open: canary } } }), "'calendars'"],
  ['experiments that are an object', () => ({ ...sound(), experiments: {} }), "'experiments'"], ['an experiment that nobody defined', () => ({ ...sound(), experiments: [{ id: 7, arms: canary }] }), "'experiments'"],
  ['roles that are null', () => ({ ...sound(), roles: null }), "'roles'"], ['a role that is null', () => ({ ...sound(), roles: { agent: null } }), "'roles'"], ['a role that sees what nobody declared', () => ({ ...sound(), roles: { agent: { sees: [canary] } } }), 'data classes'],
  ['a clock without its members', () => ({ ...sound(), clock: {} }), "'clock'"], ['threading that is null', () => ({ ...sound(), threading: null }), "'threading'"], ['a window that is no number', () => ({ ...sound(), threading: { windowMs: Number.NaN } }), 'threading.windowMs'],
  ['tenants in another word', () => ({ ...sound(), tenants: 'many' }), "'tenants'"], ['a locale that is none', () => ({ ...sound(), locale: 'not a locale' }), "'locale'"], ['a locale that is a number', () => ({ ...sound(), locale: 7 }), "'locale'"],
  ['an option that is misspelt', () => ({ ...sound(), contcat: {} }), "'contcat' is no option"], ['an option of another library', () => ({ ...sound(), maxRetries: 3 }), "'maxRetries' is no option"],
  ['limits that are null', () => ({ ...sound(), limits: null }), "'limits'"], ['a limit that nobody knows', () => ({ ...sound(), limits: { dept: 3 } }), "'limits'"], ['a limit of events below what CloudEvents ask', () => ({ ...sound(), limits: { eventBytes: 65_535 } }), 'limits.eventBytes'],
  ...(['eventBytes', 'depth', 'nodes', 'keyLength', 'stringBytes', 'idLength', 'typeLength', 'contextWarnBytes', 'contextBytes', 'microsteps', 'effectsPerEvent', 'timersPerJourney', 'deferredPerJourney', 'waitingPerCustomer', 'waitingInAll', 'futureMs', 'delayMs', 'identitiesPerEvent'] satisfies (keyof Limits)[])
    .flatMap((name) => [Number.NaN, -1, Infinity, '5', null, undefined].map((value) => [`the limit ${name} as ${String(value)}`, () => ({ ...sound(), limits: { [name]: value } }), `limits.${name}`] as const)),
  ['timing that is null', () => ({ ...sound(), timing: null }), "'timing'"], ['a time that nobody knows', () => ({ ...sound(), timing: { pollMS: 3 } }), "'timing'"],
  ...[Number.NaN, -1, 0, Infinity, '5', null].map((value) => [`a time of ${String(value)}`, () => ({ ...sound(), timing: { pollMs: value } }), 'timing.pollMs'] as const),
];

describe('what a host is started with (no line of the table: it is given by the host itself)', () => {
  test.each(wrong)('%s is refused before anything is opened', (_what, options, sentence) => {
    const error = thrownBy(() => createOrchestrator(options() as never));
    if (!JourneyError.is(error)) return expect.fail('nothing was refused, or with an error of nobody');
    expect(error.code).toBe('InvalidOptions');
    expect(error.message).toContain(sentence);
    expect(error.message).not.toContain(canary);
  });

  test('sound is taken', () => expect(thrownBy(() => createOrchestrator(sound()))).toBeUndefined());
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}
