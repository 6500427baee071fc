import { setTimeout as sleep } from 'node:timers/promises';
import { until, visitor, type Cast, type Stage } from './cast.js';
import { connectChat, type ChatMessage } from './chat-client.js';
import { firstName, type Conversation, type Step } from './conversation.js';
import { connectHost } from './host-line.js';
import { playCall } from './play-call.js';
import { playPerson } from './play-person.js';

/** how a scene names them at the door; a log entry finds its scene by it */
const idOf = (at: number): string => `step-${at}-`;

/** Plays all sides of a conversation, through real sockets, and shows each scene as it happens; answers what came to the page. */
export async function play(conversation: Conversation, stage: Stage, show: Cast['show']): Promise<readonly ChatMessage[]> {
  const heard: ChatMessage[] = [];
  const messages: ChatMessage[] = [];
  const chat = connectChat({
    url: `${stage.url.replace(/^http/, 'ws')}/chat`,
    user: visitor,
    onMessage: (message) => { heard.push(message); messages.push(message); void show({ type: 'host', message }); },
    onRepeated: (message) => void show({ type: 'repeated', message }),
  });
  const cast: Cast = { chat, host: connectHost(stage.url, stage.secret), heard, stage, conversation, show };
  try {
    for (const [at, step] of conversation.steps.entries()) {
      await sleep(stage.paceMs ?? 0);
      const times = 'twice' in step && step.twice === true ? 2 : 1;
      // a page that hears nothing says it again before it is answered
      if ('customer' in step) await Promise.all(Array.from({ length: times }, () => act(cast, step, idOf(at))));
      else for (let time = 0; time < times; time += 1) await act(cast, step, idOf(at));
    }
  } finally {
    chat.close();
  }
  return messages;
}

async function act(cast: Cast, step: Step, id: string): Promise<void> {
  const { customer } = cast.conversation;
  const name = firstName(customer);
  if ('shop' in step) return introduce(cast, id);
  if ('looks' in step) return look(cast, step, id);
  if ('customer' in step) return said(cast, { id, name, text: step.customer }, () => cast.chat.say(step.customer, id));
  if ('hears' in step) return hear(cast, step.hears);
  if ('closes' in step) return close(cast);
  if ('proves' in step) return prove(cast, id);
  if ('call' in step) return playCall(cast, step, id);
  if ('person' in step) return playPerson(cast, step, id);
  if ('sms' in step) return cast.show({ type: 'sms', text: await cast.stage.town.smsc.text(customer.phone, step.sms) });
  if ('mail' in step) return cast.show({ type: 'mail', mail: await cast.stage.town.mail.mail(customer.email, step.mail) });
  return reply(cast, step.replies, id);
}

async function said({ show }: Cast, what: { readonly id: string; readonly name: string; readonly text: string }, say: () => Promise<unknown>): Promise<void> {
  await show({ type: 'said', ...what });
  await say();
}

async function introduce(cast: Cast, id: string): Promise<void> {
  const { name, phone, email } = cast.conversation.customer;
  const who = [`phone:${phone}`, `email:${email}`];
  const tell = cast.host.tell;
  await said(cast, { id: `${id}1`, name: 'shop', text: `knows ${name}, ${phone}, ${email}` }, () => tell({ id: `${id}1`, who, type: 'customer.updated', data: { name, locale: 'en' } }));
  await said(cast, { id: `${id}2`, name: 'shop', text: `may write to ${firstName(cast.conversation.customer)} by SMS about service` }, () => tell({ id: `${id}2`, who, type: 'consent.given', data: { channel: 'sms', purpose: 'service', evidence: 'order form of A-1042' } }));
}

const look = (cast: Cast, { looks, title }: Extract<Step, { looks: string }>, id: string): Promise<void> =>
  said(cast, { id, name: firstName(cast.conversation.customer), text: `looks at ${looks}` }, () => cast.host.tell({ id, who: [`visitor:${visitor}`], type: 'web.viewed', data: { page: looks, title } }));

async function hear({ heard }: Cast, words: string): Promise<void> {
  await until(() => heard.some(({ text }) => text.includes(words)), () => `Nobody said '${words}'; the last words were '${heard.at(-1)?.text ?? ''}'.`);
  heard.splice(0, heard.findIndex(({ text }) => text.includes(words)) + 1);
}

async function close({ chat, show, conversation }: Cast): Promise<void> {
  chat.close();
  await show({ type: 'did', name: firstName(conversation.customer), text: 'closes the page' });
}

/** First only a claim; once the code has come back, the visitor is who the shop knows. */
async function prove(cast: Cast, id: string): Promise<void> {
  const { host, show, stage, conversation: { customer } } = cast;
  const { phone } = customer;
  const claim = { id, visitor, phone };
  const name = firstName(customer);
  await said(cast, { id: `${id}-claim`, name, text: `says: my number is ${phone}` }, () => host.claim(claim));
  await show({ type: 'known', who: (await host.look(`visitor:${visitor}`)).briefing.who });
  const text = await stage.town.smsc.text(phone, 'is your code');
  await show({ type: 'sms', text });
  await said(cast, { id: `${id}-proof`, name, text: 'types the code into the page' }, () => host.prove({ ...claim, code: text.text.slice(0, 6) }));
  await show({ type: 'known', who: (await host.look(`visitor:${visitor}`)).briefing.who });
}

async function reply(cast: Cast, text: string, id: string): Promise<void> {
  const { stage: { town, mailPort }, conversation: { customer } } = cast;
  const mail = await town.mail.mail(customer.email, '');
  await said(cast, { id, name: firstName(customer), text: `answers by mail: ${text}` }, () => town.mail.answer(mail, { id, text, port: mailPort }));
}
