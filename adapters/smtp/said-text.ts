import PostalMime, { type Email } from 'postal-mime';
import { withoutQuote } from './without-quote.js';

interface Reading { readonly isReply: boolean; readonly quotes: 'trim' | 'keep' }

/** What a person says in a mail: the plain text, or the HTML as text where there is no other; before it the subject, where it is their own words. */
export async function readSaid(mail: Email, { isReply, quotes }: Reading): Promise<string> {
  const whole = (mail.text ?? (mail.html === undefined ? '' : await htmlAsText(mail.html))).replace(/\r\n?/g, '\n');
  const body = tidy(isReply && quotes === 'trim' ? withoutQuote(whole) : whole);
  const subject = mail.subject?.trim() ?? '';
  const words = subject === '' || (isReply && isRepeated(subject)) ? [body] : [subject, body];
  return words.filter((part) => part !== '').join('\n\n');
}

/** `Re:` before the subject that the thread had already, as mail programs write it; any other subject of a reply is new words. */
const isRepeated = (subject: string): boolean => replyMark.test(subject);
const replyMark = /^(?:re|r|aw|antw|sv|vs|ref|rif|res|odp|ynt|bls|ang|fwd?|wg|tr|rv|回复|答复|回覆|答覆|返信|회신|답장|转发|轉寄|転送)(?:\[\d+\]|\(\d+\))?\s?[:：]/iu;

/** Empty lines around a text come with the format and are nobody's words. */
const tidy = (text: string): string => text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();

/** The parser turns HTML into text only beside a plain part, so it is given an empty one. */
async function htmlAsText(html: string): Promise<string> {
  const encoded = Buffer.from(html).toString('base64');
  const mail = await PostalMime.parse([
    'Content-Type: multipart/mixed; boundary="."', '',
    '--.', 'Content-Type: text/plain', '', '',
    '--.', 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: base64', '', encoded,
    '--.--', '',
  ].join('\r\n'));
  return mail.text ?? '';
}
