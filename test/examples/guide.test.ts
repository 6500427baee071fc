import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultLimits, type Briefing, type OrchestratorEvents, type Receipt } from 'throughline';
import { defaultThreadWindowMs } from '../../src/customer/conversation/thread.js';
import type { FactScope } from '../../src/model/fact.js';
import type { ReceiptReason } from '../../src/model/receipt.js';
import { defaultTiming } from '../../src/orchestrator/options/orchestrator-options.js';

const guide = readFileSync('docs/guide.md', 'utf8');
const files = readdirSync('examples/guide').map((name) => readFileSync(`examples/guide/${name}`, 'utf8'));

/** Lines without their indentation: a snippet is cut out of the middle of a file. */
const lines = (text: string): string => text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
const section = (title: string): string => guide.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
const cells = (title: string): readonly (readonly string[])[] => [...section(title).matchAll(/^\| (`.*) \|$/gm)].map(([, row]) => (row ?? '').split(' | '));
const names = (cell: string | undefined): readonly string[] => [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');

test('every piece of TypeScript in the guide stands in an example that compiles', () => {
  const snippets = [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => lines(code ?? ''));
  expect(snippets.length).toBeGreaterThan(10);
  expect(snippets.filter((snippet) => !files.some((file) => lines(file).includes(snippet)))).toEqual([]);
});

test('the guide says the times and limits that are in force', () => {
  const said = cells('How long does it wait').map(([name, value]) => [names(name)[0], Number(value?.replaceAll(',', ''))]);
  expect(Object.fromEntries(said)).toEqual({ ...defaultTiming, ...defaultLimits });
});

test('the guide names everything that the orchestrator tells', () => {
  const told: Record<keyof OrchestratorEvents, true> = {
    'event.answered': true, 'input.refused': true, 'name.personal': true, 'versions.mixed': true, 'customer.erased': true, 'erased.late': true, 'event.ignored': true, 'event.deferred': true, 'event.parked': true,
    'journey.started': true, 'journey.moved': true, 'journey.ended': true, 'journey.emitted': true, 'goal.reached': true,
    'message.decided': true, 'message.suppressed': true, 'message.waits': true, 'message.sent': true, 'consent.unclear': true, 'receipt.unknown': true, 'handoff.decided': true, 'handoff.briefed': true, 'conversation.began': true, 'customer.merged': true, 'customer.parted': true, 'metric.recorded': true, 'experiment.assigned': true, 'facts.large': true,
    'effect.retried': true, 'effect.dead': true, 'effect.dropped': true, 'crm.answered': true, 'circuit.opened': true, 'circuit.closed': true,
    'definition.paused': true, 'definition.resumed': true, 'definition.stopped': true, fault: true,
  };
  expect(cells('What does the orchestrator tell').flatMap(([cell]) => names(cell)).toSorted()).toEqual(Object.keys(told).toSorted());
});

test('the guide says what to do with every receipt', () => {
  const statuses: Record<Receipt['status'], true> = { handled: true, deferred: true, ignored: true, duplicate: true, parked: true, busy: true };
  const reasons: Record<ReceiptReason, true> = { UnknownEvent: true, NoJourney: true, JourneyClosed: true, NotHandled: true, NotEntered: true, Outdated: true, HandlingFailed: true, Paused: true, Busy: true };
  const rows = cells('What does a receipt tell');
  expect([...new Set(rows.flatMap(([status]) => names(status)))].toSorted()).toEqual(Object.keys(statuses).toSorted());
  expect(rows.flatMap(([, reason]) => names(reason)).toSorted()).toEqual(Object.keys(reasons).toSorted());
});

test('the guide names every part of a briefing and everything the CRM may be found to say', async () => {
  const parts: Record<keyof Briefing, true> = { at: true, customer: true, who: true, identities: true, profile: true, conversation: true, journeys: true, facts: true, promises: true, attempts: true, ended: true, interactions: true, web: true, consents: true, unclearStops: true, crm: true };
  const statuses: Record<Briefing['crm']['status'], true> = { 'none configured': true, 'not asked': true, unavailable: true, 'unknown there': true, known: true, ambiguous: true };
  const rows = cells('What does a person see before hello');
  expect(rows.flatMap(([part]) => names(part)).toSorted()).toEqual(Object.keys(parts).toSorted());
  expect(names(rows.at(-1)?.[1])).toEqual(expect.arrayContaining(Object.keys(statuses)));
});

test('the guide names every scope of a fact and how long a conversation goes on', () => {
  const scopes: Record<FactScope, true> = { journey: true, conversation: true, customer: true };
  expect(cells('What does it remember').flatMap(([scope]) => names(scope))).toEqual(Object.keys(scopes));
  expect(section('What does it remember')).toContain(`(${defaultThreadWindowMs / 3_600_000} hours)`);
});

test('the decisions of the guide come out as it says', async () => {
  await import('../../examples/guide/decisions.js');
});

test('what a customer said once is carried as the guide says', async () => {
  await import('../../examples/guide/carried-context.js');
});

test('two customers who are one are one and two again as the guide says', async () => {
  await import('../../examples/guide/one-customer.js');
});

test('an error of the page on errors is known by its code', async () => {
  await import('../../examples/guide/an-error.js');
});

test('the days of the guide pass as it says', async () => {
  await import('../../examples/guide/days-pass.js');
});
