import { addressParser, type Email } from 'postal-mime';
import { normaliseEmail } from '../../src/model/normalise-email.js';
import { headerValues } from './header-values.js';

/** The address of the From line where there is exactly one line with exactly one address; Sender and Reply-To say nothing of who writes. */
export function readSender(mail: Email): string | undefined {
  const [value, ...otherLines] = headerValues(mail, 'from');
  if (value === undefined || otherLines.length > 0) return undefined;
  const [mailbox, ...otherAddresses] = addressParser(value);
  return mailbox?.address === undefined || otherAddresses.length > 0 ? undefined : normaliseEmail(mailbox.address);
}
