import type { ChatMessage } from './chat-client.js';
import type { Conversation } from './conversation.js';
import { connectDesk } from './desk.js';
import type { MortalHost } from './mortal-host.js';
import { readBook, type Called } from './outside.js';
import { play, type Scene, type Stage } from './play.js';

/** All that a run can be held to, with names and times that differ from run to run taken out. */
export interface Outcome {
  readonly 'what the customer read': readonly string[];
  readonly 'what the desk was answered': readonly string[];
  readonly 'the timeline': readonly string[];
  readonly 'where the journeys stand': readonly string[];
  readonly 'what the outside was asked for': readonly string[];
  /** calls that came again under a key but not with the same bytes: there must be none */
  readonly 'calls that changed': readonly string[];
  /** calls that came again, under the same key */
  readonly repeated: readonly string[];
}
/** What must be equal, whatever happened to the host. */
export const compared = ['what the customer read', 'what the desk was answered', 'the timeline', 'where the journeys stand', 'what the outside was asked for', 'calls that changed'] as const;

/** The parts in which two runs came to something else. */
export const differences = (one: Outcome, other: Outcome): readonly (typeof compared)[number][] => compared.filter((part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]));

interface Call { readonly name: string; readonly key: string; readonly bytes: string }

/** Plays a conversation and answers what came of it; the host is closed once all was read. */
export async function playToOutcome(conversation: Conversation, stage: Stage, host: MortalHost): Promise<Outcome> {
  const receipts: string[] = [];
  const repeated: ChatMessage[] = [];
  const read = await play(conversation, stage, (scene: Scene) => {
    if (scene.type === 'repeated') repeated.push(scene.message);
    // one that came twice because the first answer died with the host has the first one's answer in it
    if (scene.type === 'answered') receipts.push(scene.receipt.status === 'duplicate' ? scene.receipt.first?.status ?? 'duplicate' : scene.receipt.status);
  });
  await host.settled();
  const { timeline, explanation } = await connectDesk(stage.url, stage.secret).look(`user:${conversation.customer}`);
  await host.close();
  const calls = [...readBook(stage.book).map(toCall), ...[...read, ...repeated].map((message) => ({ name: 'webchat send', key: message.key, bytes: JSON.stringify(message) }))];
  const firstOf = calls.filter((call, at) => calls.findIndex(({ key }) => key === call.key) === at);
  return {
    'what the customer read': read.map(({ key, text }) => anonymous(`${key} ${text}`)),
    'what the desk was answered': receipts,
    'the timeline': timeline.toReversed().map(({ direction, channel, key, text }) => anonymous([direction, channel, key, text].join(' '))),
    'where the journeys stand': [...explanation.journeys.map(({ instance, where }) => anonymous(`${instance} ${where.join()}`)), ...explanation.ended.map(({ instance, reason, goals }) => anonymous(`${instance} ${reason} ${goals.join()}`))],
    'what the outside was asked for': firstOf.map(({ name, key, bytes }) => anonymous(`${name} ${key} ${bytes}`)).toSorted(),
    'calls that changed': calls.filter((call) => firstOf.some(({ key, bytes }) => key === call.key && bytes !== call.bytes)).map(({ name }) => name),
    repeated: namesOf(firstOf.filter(({ key }) => calls.filter((call) => call.key === key).length > 1)),
  };
}

/** A briefing is of the moment it is asked for; all else of a call was settled when it was decided. */
const toCall = ({ by, did, key, what }: Called): Call => ({ name: `${by} ${did}`, key, bytes: JSON.stringify({ ...what, briefing: undefined }) });
const namesOf = (calls: readonly Call[]): readonly string[] => [...new Set(calls.map(({ name }) => name))];

/** Customers, conversations and seals differ from run to run; times are what they are. */
const anonymous = (text: string): string => text
  .replaceAll(/~[\w-]{43}/g, '').replaceAll(/c-[0-9a-f]{32}/g, 'customer').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'conversation').replaceAll(/\b1[0-9]{12}\b/g, 'time');
