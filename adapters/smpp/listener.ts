import { setImmediate as turn } from 'node:timers/promises';
import { isRetryable, JourneyError } from '../../src/errors/index.js';
import type { Deliver, Inbound } from '../../src/ports/channel.js';
import { decodeText } from './decode-text.js';
import { createInboundIds, type InboundIds } from './inbound-ids.js';
import { createInTurn, type InTurn } from './in-turn.js';
import { createLongMessages, type Answer, type Gathered, type LongMessages } from './long-messages.js';
import { answers, type Pdu } from './pdu.js';
import { readDelivery, type Body, type Delivery, type Said } from './read-delivery.js';
import type { SentMessages } from './sent-messages.js';
import type { Session } from './session.js';
import type { SmppSettings } from './smpp-channel-config.js';

/** Passes on what the SMSC brings, and tells it what was taken. */
export interface Listener {
  hear(pdu: Pdu, session: Session): void;
  /** Settles when nothing is being taken any more. */
  idle(): Promise<void>;
  close(): void;
}
export interface ListenerParts {
  readonly settings: SmppSettings;
  readonly deliver: Deliver;
  readonly sent: SentMessages;
  /** settles when all messages now on their way to the SMSC have their answers */
  readonly settled: () => Promise<void>;
}

interface Desk extends ListenerParts { readonly ids: InboundIds; readonly inTurn: InTurn; readonly long: LongMessages }
/** What is to be passed on once, and how to answer about it. */
interface Heard { readonly content: string; readonly named?: string | undefined; readonly tenant?: string | undefined; readonly session: Session; readonly answer: Answer }

/** an SMSC keeps to a window far below this */
const maxUnderWay = 1_000;

export function createListener(parts: ListenerParts): Listener {
  const underWay = new Set<Promise<unknown>>();
  const track = <T>(work: Promise<T>): Promise<T> => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  };
  let session: Session | undefined;
  const desk: Desk = {
    ...parts, ids: createInboundIds(parts.settings), inTurn: createInTurn(),
    long: createLongMessages(parts.settings.partsMs, (gathered) => (session === undefined ? Promise.resolve(false) : track(takeLong(desk, gathered, session)))),
  };
  return {
    hear(pdu, from) {
      session = from;
      if (underWay.size >= maxUnderWay) return void from.respond(pdu, answers.queueFull);
      void track(take(desk, pdu, from));
    },
    idle: async () => { while (underWay.size > 0) await Promise.allSettled(underWay); },
    close: () => desk.long.close(),
  };
}

async function take(desk: Desk, pdu: Pdu, session: Session): Promise<void> {
  const answer = (done: boolean): boolean => session.respond(pdu, done ? answers.ok : answers.tryAgain);
  const delivery = readOrNot(pdu, desk.settings);
  if (delivery === undefined) return void answer(false);
  const { said, ...about } = delivery;
  const heard = { ...about, session, answer };
  switch (said.kind) {
    case 'nothing': return void answer(true);
    case 'receipt': return void answer(await takeReceipt(desk, said, delivery.tenant));
    case 'unreadable': return void await passOn(desk, heard, (id) => ({ kind: 'unreadable', id, reason: said.reason }));
    case 'text': return takeText(desk, heard, { body: said.body, delivery, pdu });
  }
}

/** The host's own readers of addresses may throw; what they were asked about is not lost for it. */
function readOrNot(pdu: Pdu, settings: SmppSettings): Delivery | undefined {
  try {
    return readDelivery(pdu, settings);
  } catch {
    return undefined;
  }
}

async function takeText(desk: Desk, heard: Heard, { body, delivery, pdu }: { readonly body: Body; readonly delivery: Delivery; readonly pdu: Pdu }): Promise<void> {
  const { part } = body;
  if (part === undefined) return void await passOn(desk, heard, (id) => toMessage(id, body, decodeText(body.bytes, body.alphabet)), body.from.value);
  const { settings, long } = desk;
  const atOnce = settings.acknowledgeParts === 'at-once';
  if (!long.add({ body: { ...body, part }, delivery, answer: atOnce ? () => true : heard.answer })) heard.session.respond(pdu, answers.queueFull);
  else if (atOnce) heard.answer(true);
}

async function takeLong(desk: Desk, { whole, parts, answer }: Gathered, session: Session): Promise<boolean> {
  const [first] = parts;
  if (first === undefined) return true;
  const { body: { from }, delivery: { tenant } } = first;
  const names = parts.map(({ delivery }) => delivery.named);
  const heard = { content: JSON.stringify(parts.map(({ delivery }) => delivery.content)), named: names.includes(undefined) ? undefined : names.join(' '), tenant, session, answer };
  return passOn(desk, heard, (id) => (whole ? toMessage(id, first.body, textOf(parts.map(({ body }) => body))) : { kind: 'unreadable', id, reason: 'incomplete' }), from.value);
}

/** A character may lie across two parts, so bytes are joined before they are read, where all are in one alphabet. */
function textOf(bodies: readonly Body[]): string | undefined {
  const [first] = bodies;
  if (first !== undefined && bodies.every(({ alphabet }) => alphabet === first.alphabet)) return decodeText(Buffer.concat(bodies.map(({ bytes }) => bytes)), first.alphabet);
  const texts = bodies.map(({ bytes, alphabet }) => decodeText(bytes, alphabet));
  return texts.includes(undefined) ? undefined : texts.join('');
}

function toMessage(id: string, { from: { value, namespace } }: Body, text: string | undefined): Inbound {
  if (text === undefined) return { kind: 'unreadable', id, reason: 'alphabet' };
  return { kind: 'message', id, from: value, ...(namespace !== undefined && { namespace }), text };
}

/** Hands over one act and answers the SMSC only then; `key`: whose acts keep their order. */
async function passOn(desk: Desk, { tenant, session, answer, ...said }: Heard, toInbound: (id: string) => Inbound, key?: string): Promise<boolean> {
  const act = desk.ids.actOf(said, session);
  const work = (): Promise<boolean> => handOver(desk.deliver, { ...toInbound(act.id), ...(tenant !== undefined && { tenant }) });
  const done = await (key === undefined ? work() : desk.inTurn.take(key, work));
  if (answer(done)) act.answered = { ok: done, at: performance.now() };
  return done;
}

/** False where it may be taken later. What never will be is kept as unreadable where that is possible, or the SMSC would send it for days. */
async function handOver(deliver: Deliver, inbound: Inbound): Promise<boolean> {
  try {
    await deliver([inbound]);
    return true;
  } catch (error) {
    if (isRetryable(error) || !JourneyError.is(error)) return false;
    if (inbound.kind === 'unreadable') return true;
    return handOver(deliver, { kind: 'unreadable', id: inbound.id, reason: error.code, ...(inbound.tenant !== undefined && { tenant: inbound.tenant }) });
  }
}

type SaidReceipt = Extract<Said, { readonly kind: 'receipt' }>;

async function takeReceipt(desk: Desk, said: SaidReceipt, tenant: string | undefined): Promise<boolean> {
  // the answer that names its message may stand just before it, or come just after it: it must be known first
  await turn();
  const told = whatIsTold(desk, said) ?? await desk.settled().then(() => turn()).then(() => whatIsTold(desk, said));
  const { ids: [id = ''], state } = said.receipt;
  const { providerId, state: together } = told ?? { providerId: desk.sent.unremembered(id), state };
  if (together === undefined) return true;
  return handOver(desk.deliver, { kind: 'receipt', id: `${providerId}:${together}`, providerId, state: together, ...(tenant !== undefined && { tenant }) });
}

function whatIsTold({ sent }: Desk, { receipt: { ids, state }, addresses }: SaidReceipt): ReturnType<SentMessages['told']> {
  for (const id of ids) {
    const told = sent.told({ id, addresses, state });
    if (told !== undefined) return told;
  }
  return undefined;
}
