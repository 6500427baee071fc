import { setTimeout as sleep } from 'node:timers/promises';
import type { Briefing, Explanation, Interaction, Receipt } from 'throughline';
import type { HostTold } from './routes.js';

/** What the host shows of a customer, as one role sees it. */
export interface CustomerView { readonly briefing: Briefing; readonly timeline: readonly Interaction[]; readonly explanation: Explanation }

/** How page, desk and shop talk with the host; each says the same under the same id as often as it takes to get an answer. */
export interface HostLine {
  tell(told: HostTold): Promise<Receipt>;
  claim(claim: { readonly id: string; readonly visitor: string; readonly phone: string }): Promise<Receipt>;
  prove(proof: { readonly id: string; readonly visitor: string; readonly phone: string; readonly code: string }): Promise<Receipt>;
  /** by an identity, such as `phone:+447700900123` */
  look(who: string, role?: string): Promise<CustomerView>;
}

const patienceMs = 20_000;

/** Plain HTTP, tried again while the host is away. */
export function connectHost(url: string, secret: string): HostLine {
  const call = async <T>(path: string, body?: object): Promise<T> => {
    const request = { headers: { authorization: `Bearer ${secret}` }, ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }) };
    for (const start = Date.now(); ; await sleep(100)) {
      const answered = await fetch(url + path, request).then(async (response) => ({ status: response.status, text: await response.text() }), () => undefined);
      if (answered?.status === 200) return JSON.parse(answered.text) as T;
      if (answered !== undefined && answered.status < 500) throw new Error(`The host refused: ${answered.text}`);
      if (Date.now() - start > patienceMs) throw new Error('The host does not answer.');
    }
  };
  return {
    tell: (told) => call('/told', told),
    claim: (claim) => call('/log-in/claim', claim),
    prove: (proof) => call('/log-in/proof', proof),
    look: (who, role = 'agent') => call(`/told?who=${encodeURIComponent(who)}&role=${role}`),
  };
}
