import type { Email } from 'postal-mime';

/** Every value of a header of the mail itself, topmost first, unfolded and not decoded. */
export function headerValues(mail: Email, name: string): readonly string[] {
  return mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
}
