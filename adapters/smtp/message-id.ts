import { createHash } from 'node:crypto';
import type { Email } from 'postal-mime';
import { headerValues } from './header-values.js';

/** an id has 255 characters at most, and that of a report is this one with its state */
const longest = 240;
// bounded, since a stranger chooses how many signs stand between the brackets
const bracketed = /<([\x21-\x3b\x3d\x3f-\x7e]{3,240})>/g;
const wholeId = /^[\x21-\x3b\x3d\x3f-\x7e]+@[\x21-\x3b\x3d\x3f-\x7e]+$/;

/** The Message-ID of an outgoing mail, without its brackets: the same for the same key, and it tells nothing of it. */
export function messageIdOf(key: string, domain: string): string {
  return `${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}`;
}

/** Asks whether a text can stand between the brackets of a Message-ID, so that it can be put into a header as it is. */
export function isMessageId(text: string): boolean {
  return text.length <= longest && wholeId.test(text);
}

/** The id of a mail that came in; where it has none that can be kept, one made from its bytes. */
export function idOfMail(mail: Email | undefined, bytes: Uint8Array): string {
  const [id, ...others] = mail === undefined ? [] : idsIn(mail, 'message-id');
  return id !== undefined && others.length === 0 ? id : `${createHash('sha256').update(bytes).digest('hex')}@digest.invalid`;
}

/** The mail that a thread began with, as far as a reply tells; `undefined` for a mail that is no reply. */
export function threadOf(mail: Email): string | undefined {
  return idsIn(mail, 'references')[0] ?? idsIn(mail, 'in-reply-to')[0];
}

const idsIn = (mail: Email, header: string): readonly string[] => headerValues(mail, header).flatMap(readMessageIds);

/** The message ids in a header's value, without their brackets. */
export function readMessageIds(value: string): readonly string[] {
  return [...value.matchAll(bracketed)].map(([, id = '']) => id).filter(isMessageId);
}
