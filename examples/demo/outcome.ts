import { setTimeout as sleep } from 'node:timers/promises';
import { readBook, type Called } from './book.js';
import { readCrm } from './booked-crm.js';
import { foundBy, type Stage } from './cast.js';
import type { ChatMessage } from './chat-client.js';
import type { Conversation, Customer } from './conversation.js';
import { connectHost } from './host-line.js';
import type { MortalHost } from './mortal-host.js';
import { play } from './play.js';
import type { Scene } from './scene.js';

/** All that a run can be held to, with names and times that differ from run to run taken out. */
export interface Outcome {
  readonly 'what the customer read': readonly string[];
  readonly 'what the desk was answered': readonly string[];
  readonly 'the timeline': readonly string[];
  readonly 'where the journeys stand': readonly string[];
  readonly 'what the outside was asked for': readonly string[];
  readonly 'what the CRM holds': readonly string[];
  /** calls that came again under a key but not with the same bytes: there must be none */
  readonly 'calls that changed': readonly string[];
  /** calls that came again, under the same key */
  readonly repeated: readonly string[];
}
/** What must be equal, whatever happened to the host. */
export const compared = ['what the customer read', 'what the desk was answered', 'the timeline', 'where the journeys stand', 'what the outside was asked for', 'what the CRM holds', 'calls that changed'] as const;

/** The parts in which two runs came to something else. */
export const differences = (one: Outcome, other: Outcome): readonly (typeof compared)[number][] => compared.filter((part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]));

interface Call { readonly name: string; readonly key: string; readonly bytes: string }

/** Plays a conversation and answers what came of it; the host is closed once all was read. */
export async function playToOutcome(conversation: Conversation, stage: Stage, host: MortalHost): Promise<Outcome> {
  const receipts: string[] = [];
  const repeated: ChatMessage[] = [];
  const written: string[] = [];
  const read = await play(conversation, stage, (scene: Scene) => {
    if (scene.type === 'repeated') repeated.push(scene.message);
    if (scene.type === 'sms') written.push(`sms ${scene.text.text}`);
    if (scene.type === 'mail') written.push(`mail ${scene.mail.text}`);
    // one that came twice because the first answer died with the host has the first one's answer in it
    if (scene.type === 'answered') receipts.push(scene.receipt.status === 'duplicate' ? scene.receipt.first?.status ?? 'duplicate' : scene.receipt.status);
  });
  await host.settled();
  const holds = await heldByCrm(stage.book, conversation.customer);
  const { timeline, explanation } = await connectHost(stage.url, stage.secret).look(foundBy(conversation));
  await host.close();
  const calls = [...readBook(stage.book).map(toCall), ...[...read, ...repeated].map((message) => ({ name: 'webchat send', key: message.key, bytes: JSON.stringify(message) }))];
  const firstOf = calls.filter((call, at) => calls.findIndex(({ key }) => key === call.key) === at);
  return {
    'what the customer read': [...read.map(({ key, text }) => anonymous(`${key} ${text}`)), ...written.map((text) => anonymous(text))],
    'what the desk was answered': receipts,
    'the timeline': timeline.toReversed().map(({ direction, channel, key, text, type }) => anonymous([direction, channel, key, type, text].join(' '))),
    'where the journeys stand': [...explanation.journeys.map(({ instance, where }) => anonymous(`${instance} ${where.join()}`)), ...explanation.ended.map(({ instance, reason, goals }) => anonymous(`${instance} ${reason} ${goals.join()}`))],
    'what the outside was asked for': firstOf.filter(({ name }) => !name.startsWith('crm ')).map(({ name, key, bytes }) => anonymous(`${name} ${key} ${bytes}`)).toSorted(),
    'what the CRM holds': holds,
    'calls that changed': calls.filter((call) => firstOf.some(({ key, bytes }) => key === call.key && bytes !== call.bytes)).map(({ name }) => name),
    repeated: namesOf(firstOf.filter(({ key }) => calls.filter((call) => call.key === key).length > 1)),
  };
}

/** The CRM hears of a conversation once it has come to rest: what it holds at the end counts, not how often an entry got new words on the way. */
async function heldByCrm(book: string, customer: Customer): Promise<readonly string[]> {
  const crm = await crmAtRest(book, customer);
  return [
    ...crm.people().map(({ name, identities }) => `${name} ${identities.toSorted().join()}`),
    ...crm.cases().map(({ subject, status, resolved, notes }) => `${subject} ${status} ${resolved} ${notes?.join()}`),
    ...crm.activities().map(({ externalId, kind, channels, summary }) => anonymous(`${externalId} ${kind} ${channels?.join() ?? ''} ${summary.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'time')}`)).toSorted(),
  ];
}

/** Waits until the last conversation is in the CRM, as long as one that is over takes to be noted. */
export async function crmAtRest(book: string, customer: Customer): Promise<Awaited<ReturnType<typeof readCrm>>> {
  for (const start = Date.now(); ; await sleep(100)) {
    const crm = await readCrm(book, customer);
    const ended = crm.activities().some(({ kind, summary }) => kind === 'conversation' && summary.includes('Ended:'));
    if (ended || Date.now() - start > 6_000) return crm;
  }
}

/** A briefing is of the moment it is asked for; all else of a call was settled when it was decided. */
const toCall = ({ by, did, key, what }: Called): Call => ({ name: `${by} ${did}`, key, bytes: JSON.stringify({ ...what, briefing: undefined }) });
const namesOf = (calls: readonly Call[]): readonly string[] => [...new Set(calls.map(({ name }) => name))];

/** Customers, conversations, seals and codes differ from run to run; times are what they are. */
const anonymous = (text: string): string => text
  .replaceAll(/~[\w-]{43}/g, '').replaceAll(/c-[0-9a-f]{32}/g, 'customer').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'conversation').replaceAll(/\b1[0-9]{12}\b/g, 'time')
  .replaceAll(/\b\d{6}(?= is your code)/g, 'CODE').replaceAll(/[0-9a-f]{40}@shop\.example/g, 'mail').replaceAll(/"bytes":"[0-9a-f]{16}"/g, '"bytes":"of it"');
