import { JourneyError } from '../errors/index.js';
import { readAssistSaid, type AssistSaid } from '../model/assist-said.js';
import type { Inside } from '../orchestrator/inside.js';
import { tellRefused } from '../orchestrator/door/tell-refused.js';
import { keepUnreadable } from '../orchestrator/door/keep-unreadable.js';
import { createWebhookHandler, type WebhookHandler } from '../orchestrator/webhook/create-webhook-handler.js';
import type { Assist, AssistDeliver, AssistHeard, AssistUnreadable } from '../ports/assist.js';
import type { Channel, Inbound } from '../ports/channel.js';

/** Hears one thing that a router says; settles once it is kept. */
export type HearAssist = (said: AssistSaid, tenant: string | undefined) => Promise<void>;

/** Where a router elsewhere is heard: its requests are judged, read and kept as those of a channel are. InvalidOptions for one that takes no requests. */
export function createAssistHandler({ parts }: Inside, assist: Assist, hear: HearAssist): WebhookHandler {
  const { runtime, tenantRequired } = parts;
  return createWebhookHandler({
    channel: asChannel(assist), clock: runtime.clock,
    onRefused: ({ status, code }) => runtime.tell('input.refused', { door: 'webhook', channel: assist.name, status, ...(code !== undefined && { code }) }),
    deliver: async (inbound) => {
      try {
        for (const one of inbound) {
          if (one.kind === 'unreadable') await keepUnreadable(runtime, { channel: assist.name, tenantRequired, heard: one });
          else if (one.kind === 'event') await hear(readAssistSaid(one.event.data), one.tenant);
        }
      } catch (error) {
        tellRefused(runtime.tell, { door: 'channel', channel: assist.name }, error);
        throw error;
      }
    },
  });
}

/** The way in of a router with a transport of its own. */
export const assistDeliver = (hear: HearAssist): AssistDeliver => async (heard) => {
  for (const { tenant, ...said } of heard) await hear(readAssistSaid(said), tenant);
};

function asChannel(assist: Assist): Channel {
  return {
    contract: 1, name: assist.name, identityNamespace: 'assist', capabilities: { inbound: true },
    ...(assist.verify !== undefined && { verify: (request, bytes) => assist.verify?.(request, bytes) ?? Promise.resolve(false) }),
    ...(assist.receive !== undefined && { receive: async (request, bytes) => {
      const { heard, response } = await received(assist, request, bytes);
      return { inbound: heard.map(toInbound), ...(response !== undefined && { response }) };
    } }),
    close: () => Promise.resolve(),
  };
}

async function received(assist: Assist, request: Request, bytes: Uint8Array): Promise<{ readonly heard: readonly (AssistHeard | AssistUnreadable)[]; readonly response?: Response }> {
  const answer = await assist.receive?.(request, bytes);
  if (answer === undefined || !Array.isArray(answer.heard)) throw new JourneyError('InvalidPayload', 'The assist could not read the request.', {});
  return answer;
}

/** What is said of one contact stays in order, as what one sender says does. */
function toInbound(heard: AssistHeard | AssistUnreadable): Inbound {
  if ('kind' in heard) return heard;
  const { tenant, ...said } = heard;
  return { kind: 'event', id: said.id, from: said.item, event: { type: `assist.${said.type}`, data: said }, ...(tenant !== undefined && { tenant }) };
}
