import { addressParser, type Email } from 'postal-mime';
import { normaliseEmail } from '../../src/model/normalise-email.js';
import { headerValues } from './header-values.js';

/** far more than a name and an address take */
const longest = 2_000;

/** The address of the From line where there is exactly one line with exactly one address; Sender and Reply-To say nothing of who writes. */
export function readSender(mail: Email): string | undefined {
  const [value, ...otherLines] = headerValues(mail, 'from');
  // the parser reads on over signs that nobody sees, and another server may not
  if (value === undefined || otherLines.length > 0 || value.length > longest || /[^\P{Cc}\t]/u.test(value)) return undefined;
  const [mailbox, ...otherAddresses] = addressParser(value);
  return mailbox?.address === undefined || otherAddresses.length > 0 ? undefined : normaliseEmail(mailbox.address);
}
