import type { Email } from 'postal-mime';
import { headerValues } from './header-values.js';

const bulk = ['bulk', 'junk', 'list', 'auto_reply'];
const machines = ['mailer-daemon', 'postmaster'];

/** Asks whether a program wrote a mail: an absence note, a report, a list, a mail server. Answering one could go on for ever. */
export function isAutomatic(mail: Email, from: string | undefined): boolean {
  const first = (name: string): string => (headerValues(mail, name)[0] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return !['', 'no'].includes(first('auto-submitted'))
    || bulk.includes(first('precedence'))
    || first('return-path') === '<>'
    || first('content-type') === 'multipart/report'
    || headerValues(mail, 'list-id').length > 0
    || headerValues(mail, 'x-autoreply').length > 0
    || headerValues(mail, 'x-autorespond').length > 0
    || machines.includes(from?.slice(0, from.lastIndexOf('@')).toLowerCase() ?? '');
}
