import { createOrchestrator, minutes, type AnyJourney } from 'throughline';
import { createStandardWebhooksVerifier, createWebhookAssist } from 'throughline/adapters/webhook';
import { createDesk } from 'throughline/desk';
import { packetOf, redactPacket } from 'throughline/handoff';
import type { Store } from 'throughline/ports';

/** What the host knows of the router and its own parts. */
export interface Beside { readonly store: Store; readonly journeys: readonly AnyJourney[]; readonly routerUrl: string; readonly ourSecret: string; readonly routerSecret: string }

/** A host whose queue of bills goes to the router of its contact centre; answers what the router is to post to. */
export function hostBeside({ store, journeys, routerUrl, ourSecret, routerSecret }: Beside) {
  // #region desk
  const assist = createWebhookAssist({
    inbound: { verifier: createStandardWebhooksVerifier({ secret: routerSecret }) },
    outbound: { url: routerUrl, secret: ourSecret },
  });
  const desk = createDesk({
    // the router has a minute to take a contact, and five until an agent has answered
    queues: { bills: { assist: { answerMs: minutes(5) }, giveUp: { afterMs: minutes(30), to: 'callback' } } },
    assist: { to: assist, packet: (request) => redactPacket(packetOf(request), ['public', 'internal', 'personal']) },
  });
  const host = createOrchestrator({ store, journeys: [...journeys, desk.journey], handoff: (request) => desk.handoff(request) });
  const takeRequest = desk.assistHandler();
  // #endregion desk
  return { desk, host, takeRequest };
}
