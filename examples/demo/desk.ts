import { setTimeout as sleep } from 'node:timers/promises';
import type { Explanation, Interaction, Receipt } from 'throughline';

/** What a person at the desk can tell the host, in the host's words. */
export type DeskSays =
  | { readonly type: 'agent.joined'; readonly data: { readonly agent: string } }
  | { readonly type: 'agent.wrote'; readonly data: { readonly words: string } }
  | { readonly type: 'agent.left'; readonly data: { readonly resolved: boolean; readonly summary: string } };
export interface CustomerView { readonly timeline: readonly Interaction[]; readonly explanation: Explanation }

export interface Desk {
  /** Tells the host, as often as it takes to get an answer: the same id makes it count once. */
  tell(said: DeskSays & { readonly id: string; readonly who: readonly string[] }): Promise<Receipt>;
  look(who: string): Promise<CustomerView>;
}

const patienceMs = 20_000;

/** The desk's side of the line to the host: plain HTTP, tried again while the host is away. */
export function connectDesk(url: string, secret: string): Desk {
  const call = async (path: string, body?: object): Promise<Response> => {
    const request = { headers: { authorization: `Bearer ${secret}` }, ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }) };
    for (const start = Date.now(); ; await sleep(100)) {
      const response = await fetch(url + path, request).catch(() => undefined);
      if (response?.ok === true) return response;
      if (response !== undefined && response.status < 500) throw new Error(`The host refused: ${await response.text()}`);
      if (Date.now() - start > patienceMs) throw new Error('The host does not answer.');
    }
  };
  return {
    tell: async (said) => (await call('/desk', said)).json() as Promise<Receipt>,
    look: async (who) => (await call(`/desk?who=${encodeURIComponent(who)}`)).json() as Promise<CustomerView>,
  };
}
