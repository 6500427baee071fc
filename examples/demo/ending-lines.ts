import type { Explanation, Interaction } from 'throughline';
import type { MemoryCrm } from 'throughline/adapters/memory';
import type { Called } from './book.js';
import { heading, paint, row, rows } from './narrate.js';

const aboutWidth = 72;
const bookOrder: readonly Called['by'][] = ['shop', 'desk', 'crm', 'sms', 'email'];

/** The customer over all channels, oldest first, and where their journeys stand. */
export function timelineLines(newestFirst: readonly Interaction[], { journeys, ended }: Explanation): readonly string[] {
  return [
    heading('the customer\'s timeline, over all channels'),
    ...newestFirst.toReversed().map(({ direction, channel, text, page, type }) => row(`${direction === 'in' ? '→' : '←'} ${channel}`, (text ?? page ?? type ?? '').replaceAll(/\n+/g, ' '))),
    ...journeys.map(({ journey, inWords: where }) => row(journey, where)),
    ...ended.map(({ journey, reason, goals }) => row(journey, paint('green', `ended: ${reason}; goal reached: ${goals.join(', ') || 'none'}`))),
  ];
}

/** What stands in the CRM afterwards: of each conversation and each resolution one entry. */
export function crmLines(crm: MemoryCrm): readonly string[] {
  return [
    heading('what the CRM holds now'),
    ...crm.people().map(({ name, identities }) => row('person', `${name ?? 'no name'} ${paint('dim', identities.join(', '))}`)),
    ...crm.cases().map(({ subject, status, resolved, notes = [] }) => row('case', `${subject}: ${status}${resolved === true ? ', resolved' : ''}${notes.length === 0 ? '' : `; ${notes.join('; ')}`}`)),
    ...crm.activities().toSorted((one, other) => one.kind.localeCompare(other.kind)).flatMap(({ kind, summary }) => rows(kind, summary.split(/(?<=\.) /))),
  ];
}

/** What the outside was asked to do, and how often; things that are asked for at once come in no order. */
export function bookLines(title: string, calls: readonly Called[]): readonly string[] {
  const keys = [...new Set(calls.toSorted((one, other) => bookOrder.indexOf(one.by) - bookOrder.indexOf(other.by)).map(({ key }) => key))];
  return [heading(title), ...keys.flatMap((key) => {
    const same = calls.filter((call) => call.key === key);
    return same.slice(0, 1).map(({ by, did, what }) => row(by, `${did.padEnd(11)} ${aboutCall(what).padEnd(aboutWidth)} ${paint('dim', same.length === 1 ? 'once' : `${same.length} times, one key`)}`));
  })];
}

/** the few fields of a call that a reader wants to see */
function aboutCall(what: object): string {
  const shown = ['orderNumber', 'subject', 'resolution', 'queue', 'kind', 'note', 'to', 'text'];
  const about = Object.entries(what).filter(([name]) => shown.includes(name)).map(([, value]) => String(value)).join(', ').replaceAll(/\s+/g, ' ');
  return about.length > aboutWidth ? `${about.slice(0, aboutWidth - 1)}…` : about;
}
