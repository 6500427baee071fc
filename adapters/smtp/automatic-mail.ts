import type { Email } from 'postal-mime';
import { headerValues } from './header-values.js';

const bulk = ['bulk', 'junk', 'list', 'auto_reply'];
const machines = ['mailer-daemon', 'postmaster'];

/** Asks whether a program wrote a mail: an absence note, a report, a list, a mail server. Answering one could go on for ever, so one line that says so is enough. */
export function isAutomatic(mail: Email, from: string | undefined): boolean {
  const words = (name: string): readonly string[] => headerValues(mail, name).map((value) => (value.split(';')[0] ?? '').trim().toLowerCase());
  return words('auto-submitted').some((word) => word !== '' && word !== 'no')
    || words('precedence').some((word) => bulk.includes(word))
    || words('return-path').includes('<>')
    || words('content-type').includes('multipart/report')
    || headerValues(mail, 'list-id').length > 0
    || headerValues(mail, 'x-autoreply').length > 0
    || headerValues(mail, 'x-autorespond').length > 0
    || machines.includes(from?.slice(0, from.lastIndexOf('@')).toLowerCase() ?? '');
}
