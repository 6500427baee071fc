import type { Briefing, Interaction } from 'throughline';
import { heading, paint, row, rows } from './narrate.js';

/** What a person reads before hello, in the order in which they need it. */
export function briefingLines(title: string, briefing: Briefing): readonly string[] {
  return [
    heading(title),
    ...rows('who', whoLines(briefing)),
    ...rows('now', briefing.journeys.map(({ inWords }) => inWords)),
    ...rows('said', saidLines(briefing.interactions)),
    ...rows('known', factLines(briefing)),
    ...rows('promised', briefing.promises.map(({ words, keptAt, overdue }) => `${words ?? withheld} ${paint('dim', keptAt !== undefined ? '(kept)' : overdue ? '(overdue)' : '(not kept yet)')}`)),
    ...rows('tried', briefing.attempts.map(({ words, outcome }) => `${words ?? withheld} ${paint('dim', outcome === undefined ? '' : `(${outcome})`)}`)),
    ...rows('looked at', briefing.web.map(({ page, title: of }) => `${page ?? withheld} ${paint('dim', of === undefined ? '' : `'${of}'`)}`)),
    ...rows('allows', briefing.consents.map(({ channel, purpose, state, evidence }) => `${channel} for ${purpose}: ${state}${evidence === undefined ? '' : `, ${evidence}`}`)),
    ...crmLines(briefing),
  ];
}

/** How much of it somebody sees who may see less. */
export function redactedLines(title: string, briefing: Briefing): readonly string[] {
  const { who, profile, interactions, crm } = briefing;
  return [
    heading(title),
    row('who', `${profile.name ?? withheld}, ${who.kind}, ${who.confidence}; addresses: ${who.identities.map(({ namespace, value }) => `${namespace} ${value ?? withheld}`).join(', ')}`),
    row('said', `${interactions.length} contacts over ${[...new Set(interactions.map(({ channel }) => channel))].join(' and ')}, the first: ${interactions[0]?.text ?? withheld}`),
    ...rows('known', factLines(briefing)),
    row('CRM', `${crm.status}; ${(crm.withheld ?? []).map(({ name, dataClass }) => `${name} (${dataClass}) ${withheld}`).join(', ')}`),
  ];
}

const withheld = paint('yellow', '[withheld]');

function whoLines({ who, profile }: Briefing): readonly string[] {
  return [
    `${profile.name ?? 'nobody we know by name'}: ${who.kind}, ${who.confidence} ${paint('dim', `(${who.because})`)}`,
    ...who.identities.map(({ namespace, value, how, source }) => `${namespace} ${value ?? withheld} ${paint('dim', `(${how} by ${source ?? 'the host'})`)}`),
    ...who.claims.map(({ namespace, value }) => `${namespace} ${value ?? withheld} ${paint('dim', '(only said)')}`),
  ];
}

const saidLines = (interactions: readonly Interaction[]): readonly string[] => interactions.map(({ direction, channel, text, type }) => `${direction === 'in' ? '→' : '←'} ${channel.padEnd(8)} ${text ?? (type === undefined || type === 'message.received' ? withheld : `(${type})`)}`);

function factLines({ journeys, facts }: Briefing): readonly string[] {
  const known = [...journeys.flatMap((journey) => journey.facts), ...facts.filter(({ name }) => !journeys.some((journey) => journey.facts.some((fact) => fact.name === name)))];
  return known.map(({ name, value, dataClass, origin, verified }) => `${name.padEnd(12)} ${(value === undefined ? withheld : String(value)).padEnd(28)} ${paint('dim', `${dataClass}, from ${origin.channel ?? origin.event}${verified ? ', sure' : ''}`)}`);
}

function crmLines({ crm }: Briefing): readonly string[] {
  const { orders = [], cases = [], name = 'no name', segments = [] } = crm.record ?? {};
  return rows('CRM', [
    `${crm.status}${crm.record === undefined ? '' : `: ${[name, ...segments].join(', ')}`} ${paint('dim', crm.ageMs === undefined ? '' : `(asked ${Math.round(crm.ageMs / 1_000)} s ago)`)}`,
    ...orders.map(({ id, status, placedAt, summary }) => `order ${id}, ${summary ?? ''}: ${status}, of ${dayOf(placedAt)}`),
    ...cases.filter(({ status }) => status === 'open').map(({ subject, openedAt }) => `open case: ${subject}, since ${dayOf(openedAt)}`),
  ]);
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
