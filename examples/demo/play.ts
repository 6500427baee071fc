import { setTimeout as sleep } from 'node:timers/promises';
import type { Receipt } from 'throughline';
import { connectChat, type Chat, type ChatMessage } from './chat-client.js';
import type { Conversation, Step } from './conversation.js';
import { connectDesk, type Desk, type DeskSays } from './desk.js';
import { readBook, type Called } from './outside.js';

/** Where a conversation is played: a host, what its desk calls with, and the book of the outside. */
export interface Stage { readonly url: string; readonly secret: string; readonly book: string; readonly paceMs?: number }
/** What can be seen while it is played. */
export type Scene =
  | { readonly type: 'customer'; readonly text: string }
  | { readonly type: 'host'; readonly message: ChatMessage }
  /** a message whose key came before: the page shows it once */
  | { readonly type: 'repeated'; readonly message: ChatMessage }
  | { readonly type: 'called'; readonly called: Called }
  | { readonly type: 'person'; readonly text: string }
  /** what the desk was answered */
  | { readonly type: 'answered'; readonly receipt: Receipt };

interface Cast { readonly chat: Chat; readonly desk: Desk; readonly heard: ChatMessage[]; readonly stage: Stage; readonly conversation: Conversation; readonly show: (scene: Scene) => void }
type PersonStep = Extract<Step, { readonly person: string }>;

/** Plays both sides of a conversation, through a real WebSocket and the desk's line, and shows each scene as it happens; answers what came to the page. */
export async function play(conversation: Conversation, stage: Stage, show: (scene: Scene) => void): Promise<readonly ChatMessage[]> {
  const heard: ChatMessage[] = [];
  const messages: ChatMessage[] = [];
  const chat = connectChat({
    url: `${stage.url.replace(/^http/, 'ws')}/chat`,
    user: conversation.customer,
    onMessage: (message) => { heard.push(message); messages.push(message); show({ type: 'host', message }); },
    onRepeated: (message) => show({ type: 'repeated', message }),
  });
  const cast: Cast = { chat, desk: connectDesk(stage.url, stage.secret), heard, stage, conversation, show };
  try {
    for (const [at, step] of conversation.steps.entries()) {
      await sleep(stage.paceMs ?? 0);
      await act(cast, step, `step-${at}`);
    }
  } finally {
    chat.close();
  }
  return messages;
}

async function act(cast: Cast, step: Step, id: string): Promise<void> {
  if ('hears' in step) return hear(cast, step.hears);
  if ('person' in step && step.person === 'joins') await called(cast);
  const times = step.twice === true ? 2 : 1;
  if ('customer' in step) await Promise.all(Array.from({ length: times }, () => say(cast, step.customer, id)));
  else for (let time = 0; time < times; time += 1) await tell(cast, step, id);
}

function say({ chat, show }: Cast, text: string, id: string): Promise<void> {
  show({ type: 'customer', text });
  return chat.say(text, id);
}

async function hear({ heard }: Cast, words: string): Promise<void> {
  await until(() => heard.some(({ text }) => text.includes(words)), () => `Nobody said '${words}'; the last words were '${heard.at(-1)?.text ?? ''}'.`);
  heard.splice(0, heard.findIndex(({ text }) => text.includes(words)) + 1);
}

async function called({ stage, show, conversation }: Cast): Promise<void> {
  const call = (): Called | undefined => readBook(stage.book).find(({ by }) => by === 'desk');
  await until(() => call() !== undefined, () => `Nobody called ${conversation.person}.`);
  const first = call();
  if (first !== undefined) show({ type: 'called', called: first });
}

async function tell({ desk, conversation, show }: Cast, step: PersonStep, id: string): Promise<void> {
  const { customer } = conversation;
  // whom the person talked to they can also write to: the addresses belong together from now on
  const who = [`user:${customer}`, ...(step.person === 'leaves' ? [`email:${customer}@example.org`] : [])];
  show({ type: 'person', text: step.person === 'writes' ? step.text : step.person === 'leaves' ? `leaves: ${step.text}` : step.person });
  show({ type: 'answered', receipt: await desk.tell({ id, who, ...saidBy(conversation.person, step) }) });
}

function saidBy(agent: string, step: PersonStep): DeskSays {
  switch (step.person) {
    case 'joins': return { type: 'agent.joined', data: { agent } };
    case 'writes': return { type: 'agent.wrote', data: { words: step.text } };
    case 'leaves': return { type: 'agent.left', data: { resolved: step.resolved, summary: step.text } };
    default: return step satisfies never;
  }
}

async function until(holds: () => boolean, otherwise: () => string): Promise<void> {
  for (const start = Date.now(); !holds(); await sleep(20)) if (Date.now() - start > 20_000) throw new Error(otherwise());
}
