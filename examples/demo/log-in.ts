import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Orchestrator, Receipt } from 'throughline';
import type { Channel } from 'throughline/ports';

/** A visitor of the page who says that a phone number is theirs; `id` is the page's own, the same when it asks again. */
export interface Claim { readonly id: string; readonly visitor: string; readonly phone: string }
export interface LogIn {
  /** Keeps the number as a claim, which finds nobody, and sends a code to it. */
  claim(claim: Claim): Promise<Receipt>;
  /** Where the code is right, visitor and owner of the number are one from now on; `undefined` where it is wrong. */
  prove(claim: Claim & { readonly code: string }): Promise<Receipt | undefined>;
}
interface LogInOptions { readonly orchestrator: Pick<Orchestrator, 'accept'>; readonly sms: Pick<Channel, 'send'>; readonly secret: string }

/** The host's own log-in, by a code to a phone. The code follows from the number, so that none is kept; a real one also ends after minutes and a few tries. */
export function createLogIn({ orchestrator, sms, secret }: LogInOptions): LogIn {
  const codeFor = ({ visitor, phone }: Claim): string => String(createHmac('sha256', secret).update(`${visitor} ${phone}`).digest().readUInt32BE(0) % 900_000 + 100_000);
  const know = (claim: Claim, verified: boolean): Promise<Receipt> => orchestrator.accept({
    id: `${claim.id}-${verified ? 'proof' : 'claim'}`, source: 'log-in', type: 'customer.updated', data: {},
    who: [{ namespace: 'visitor', value: claim.visitor, ...(verified && { verified }) }, { namespace: 'phone', value: claim.phone, verified }],
  });
  return {
    claim: async (claim) => {
      const receipt = await know(claim, false);
      const sent = await sms.send?.({ key: `code ${claim.id}`, to: claim.phone, text: `${codeFor(claim)} is your code. We never ask for it on the phone.` }, { signal: AbortSignal.timeout(5_000) });
      if (sent?.status !== 'sent') throw new Error('no code could be sent');
      return receipt;
    },
    prove: async (claim) => {
      const [given, right] = [Buffer.from(claim.code.trim()), Buffer.from(codeFor(claim))];
      return given.length === right.length && timingSafeEqual(given, right) ? know(claim, true) : undefined;
    },
  };
}
