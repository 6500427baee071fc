import { createCallWithTimeOut } from '../orchestrator/call-with-time-out.js';
import { insideOf, type Inside } from '../orchestrator/inside.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import type { WebhookHandler } from '../orchestrator/webhook/create-webhook-handler.js';
import type { QueuePolicy } from '../routing/queue/queue-policy.js';
import { createAssistDesk, type AssistDesk } from './assist-desk.js';
import { assistDeliver, createAssistHandler } from './assist-door.js';
import type { ContactBook } from './contact-book.js';
import { createContactKeeper, type ContactKeeper } from './contact-keeper.js';
import { createRouter, warnWhereNobodyCan, type Router } from './create-router.js';
import type { DeskPromises } from './desk-promises.js';
import type { DeskTold } from './desk-told.js';
import { createHandOver, type DeskAssist, type HandOver } from './hand-over.js';

/** What a desk works by, checked. */
export interface DeskRules {
  readonly policyOf: (queue: string) => QueuePolicy;
  readonly promises: DeskPromises;
  readonly assist?: DeskAssist;
  readonly tickMs: number;
  readonly returnMs: number;
  readonly tell: (what: DeskTold) => void;
}

/** A desk at work over an orchestrator. */
export interface RunningDesk {
  readonly router: Router;
  readonly keeper: ContactKeeper;
  readonly assistHandler?: WebhookHandler;
  close(): Promise<void>;
}

/** Takes up what an earlier process left, and begins to offer. */
export async function runDesk(host: Orchestrator, rules: DeskRules): Promise<RunningDesk> {
  const { policyOf, tell } = rules;
  const inside = insideOf(host);
  const { clock } = inside.parts.runtime;
  const closing = new AbortController();
  const handOver = rules.assist === undefined ? nobodyElse : createHandOver({ assist: rules.assist, clock, call: createCallWithTimeOut(clock, closing.signal), closing: closing.signal });
  const keeper: ContactKeeper = createContactKeeper({
    host, inside, policyOf,
    // who does not answer is offered no more until they say that they are back
    onChange: ({ told }) => { for (const one of told) if (one.type === 'missed') notResponding(keeper.book, one.agent); },
    onKept: ({ item, told }) => {
      for (const one of told) tell({ item, told: one });
      if (told.some(({ type }) => type === 'queued')) warnWhereNobodyCan({ keeper, policyOf, clock, warn: tell }, item);
    },
    letGo: async (kept) => { if (!(await handOver.takeBack(kept))) tell({ item: kept.item, told: { type: 'assist-not-told' } }); },
  });
  await keeper.takeUp();
  const assisted: AssistDesk = createAssistDesk({ keeper, handOver, clock, warn: tell, offer: () => router.offer() });
  const router: Router = createRouter({ ...rules, keeper, clock, warn: tell, hand: assisted.hand });
  const assistHandler = await openAssist(inside, rules.assist, assisted);
  router.begin();
  return {
    router, keeper, ...(assistHandler !== undefined && { assistHandler }),
    close: async () => {
      router.end();
      closing.abort();
      await keeper.idle();
      await rules.assist?.to.close();
    },
  };
}

/** no queue goes elsewhere */
const nobodyElse: HandOver = { hand: () => Promise.resolve('refused'), takeBack: () => Promise.resolve(true) };

async function openAssist(inside: Inside, assist: DeskAssist | undefined, { hear }: AssistDesk): Promise<WebhookHandler | undefined> {
  await assist?.to.open?.(assistDeliver(hear));
  return assist?.to.receive === undefined ? undefined : createAssistHandler(inside, assist.to, hear);
}

function notResponding(book: ContactBook, agent: string): void {
  const known = book.signedAs(agent);
  if (known !== undefined) book.sign({ ...known, presence: 'not-responding' });
}
