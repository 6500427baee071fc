import { randomBytes } from 'node:crypto';
import { called, until, type Cast } from './cast.js';
import { firstName, type Step } from './conversation.js';
import { tellCall, type CallTold } from './telephone.js';

type CallStep = Extract<Step, { readonly call: string }>;

/** The telephone system's part: it tells of a call by signed requests. Whoever has not its secret rings nobody's phone. */
export async function playCall(cast: Cast, step: CallStep, id: string): Promise<void> {
  const { stage: { url, callSecret }, show, conversation: { customer } } = cast;
  const forged = step.forged === true;
  if (step.call === 'ringing' && !forged) await untilCrmAnswered(cast);
  if (step.call === 'answered') await called(cast, 'phone');
  await show({ type: 'said', id, name: forged ? 'fraud' : 'phone', text: inWords(cast, step) });
  const told = { id: forged ? `forged-${id}` : id, type: `call.${step.call}` as const, call: 'C-77', caller: customer.phone, ...detailsOf(cast, step) };
  const status = await tellCall(url, forged ? randomBytes(24).toString('base64') : callSecret, told);
  if (status !== 200) await show({ type: 'refused', status });
  else if (step.call === 'ringing') await show({ type: 'ringing' });
}

/** Finding the number and dialling it takes longer than asking the CRM; nothing here would wait for it. */
async function untilCrmAnswered({ host, conversation: { customer } }: Cast): Promise<void> {
  const status = async (): Promise<string> => (await host.look(`phone:${customer.phone}`).catch(() => undefined))?.briefing.crm.status ?? 'not asked';
  await until(async () => (await status()) === 'known' || (await status()) === 'not asked', () => 'The CRM has not answered.');
}

function detailsOf({ conversation: { person } }: Cast, { call }: CallStep): Pick<CallTold, 'by' | 'reason' | 'durationS'> {
  if (call === 'answered') return { by: person };
  return call === 'ended' ? { reason: 'completed', durationS: 94 } : {};
}

function inWords({ conversation: { customer, person } }: Cast, { call, forged }: CallStep): string {
  if (forged === true) return `tells of a call of ${customer.phone}, with a signature of its own`;
  if (call === 'ringing') return `${firstName(customer)} rings from ${customer.phone}`;
  return call === 'answered' ? `${person} answers: 'Hello, I have read what you wrote to us.'` : 'the call is over, after 94 seconds';
}
