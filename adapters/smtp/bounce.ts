import type { Attachment, Email } from 'postal-mime';
import { headerValues } from './header-values.js';
import { readMessageIds } from './message-id.js';

/** What a mail server reports of a mail of ours. */
export interface Bounce { readonly messageId: string; readonly state: 'delivered' | 'failed' }

const returned = ['text/rfc822-headers', 'message/rfc822', 'message/global-headers', 'message/global'];

/** Reads a report on delivery (RFC 3464); `undefined` for any other mail, for one about a delay, and where it does not name the mail it is about. */
export function readBounce(mail: Email): Bounce | undefined {
  if (!/^\s*multipart\/report\b/i.test(headerValues(mail, 'content-type')[0] ?? '')) return undefined;
  const status = mail.attachments.find(({ mimeType }) => /^message\/(global-)?delivery-status$/.test(mimeType));
  const original = mail.attachments.find(({ mimeType }) => returned.includes(mimeType));
  const state = status === undefined ? undefined : stateIn(unfolded(status));
  const messageId = original === undefined ? undefined : messageIdIn(unfolded(original));
  return state === undefined || messageId === undefined ? undefined : { messageId, state };
}

/** Every mail of ours has one receiver, so one failure is the whole of it; a relay's word is no delivery. */
function stateIn(report: string): Bounce['state'] | undefined {
  const actions = [...report.matchAll(/^action:[ \t]*([a-z]+)/gim)].map(([, action = '']) => action.toLowerCase());
  return actions.includes('failed') ? 'failed' : actions.includes('delivered') ? 'delivered' : undefined;
}

function messageIdIn(original: string): string | undefined {
  const [headers = ''] = original.split('\n\n', 1);
  return readMessageIds(/^message-id:(.*)$/im.exec(headers)?.[1] ?? '')[0];
}

function unfolded({ content }: Attachment): string {
  const text = typeof content === 'string' ? content : Buffer.from(content instanceof ArrayBuffer ? new Uint8Array(content) : content).toString('latin1');
  return text.replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' ');
}
