import { z } from 'zod';
import { isContact } from '../../customer/conversation/note-interaction.js';
import { openThread } from '../../customer/conversation/thread.js';
import type { Arrival } from '../../customer/decide-event.js';
import type { Guessed } from '../../customer/intent/guessed.js';
import { happenedBy, wordsIn } from '../../customer/intent/read-intent.js';
import { statePaths } from '../../customer/state-paths.js';
import type { CarriedFact } from '../../customer/customer-state.js';
import type { Turn } from '../../customer/turn.js';
import { JourneyError } from '../../errors/index.js';
import type { IntentAnswer } from '../../model/intent-answer.js';
import type { Happened, IntentFault, IntentFaultReason } from '../../model/intent-reading.js';
import type { IntentAsked } from '../../ports/intent.js';
import type { CallWithTimeOut } from '../call-with-time-out.js';
import { faultCode } from '../fault-code.js';
import type { IntentWiring } from '../options/intent-options.js';
import type { Tell } from '../orchestrator-events.js';

/** Asks outside of the decision what a contact may be about, `undefined` for what is none; never rejects: what cannot be used is named and left out. */
export type AskIntent = (arrival: Arrival, turn: Turn) => Promise<Guessed | undefined>;
interface Asking { readonly callWithTimeOut: CallWithTimeOut; readonly timeoutMs: number; readonly tell: Tell }

/** Asks the host what happened and then its classifier, which is told that, each within the time. `undefined` where nobody reads intents. */
export function createAskIntent(wiring: IntentWiring | undefined, asking: Asking): AskIntent | undefined {
  if (wiring === undefined) return undefined;
  return async (arrival, turn) => {
    const { via, only, type } = arrival;
    if (via === undefined || only !== undefined || !isContact(type)) return undefined;
    const around = await askHappened(wiring, asking, arrival, turn);
    const said = await askClassifier(wiring, asking, { arrival, turn, happened: around.happened ?? [] });
    const without = [...said.without ?? [], ...around.without ?? []];
    return { ...said, ...around, ...(without.length > 0 && { without }) };
  };
}

const happenedSchema = z.array(z.object({ type: z.string().min(1).max(200), at: z.number(), dates: z.record(z.string().max(255), z.number()).exactOptional() }).readonly()).max(100).readonly();

async function askHappened({ happened }: IntentWiring, asking: Asking, { identities }: Arrival, turn: Turn): Promise<Guessed> {
  if (happened === undefined) return {};
  const about = { tenant: turn.tenant, customer: turn.customer, identities: [...new Set([...turn.state.identities, ...identities])], at: turn.now };
  const told = await attempt(asking, 'happened', async (io) => happenedSchema.safeParse(await happened(about, io)));
  if ('fault' in told) return { without: [told.fault] };
  return told.value.success ? { happened: told.value.data } : { without: [refused(asking, 'happened', 'not-an-answer')] };
}

async function askClassifier({ classifier, table }: IntentWiring, asking: Asking, { arrival, turn, happened }: { readonly arrival: Arrival; readonly turn: Turn; readonly happened: readonly Happened[] }): Promise<{ readonly said?: IntentAnswer; readonly without?: readonly IntentFault[] }> {
  const text = wordsIn(arrival);
  if (classifier === undefined || text === undefined) return {};
  const asked = { text, ...knownOf(turn, arrival), happened: [...happenedBy(turn, arrival, table).map(({ origin: _nobodysBusiness, ...one }) => one), ...happened] };
  const told = await attempt(asking, 'classifier', async (io) => table.readAnswer(await classifier.classify(asked, io)));
  if ('fault' in told) return { without: [told.fault] };
  return 'answer' in told.value ? { said: told.value.answer } : { without: [refused(asking, 'classifier', told.value.because)] };
}

function knownOf(turn: Turn, { via }: Arrival): Pick<IntentAsked, 'channel' | 'locale' | 'known'> {
  const { state } = turn;
  const facts = { ...state.facts, ...openThread(turn, via?.channel)?.facts };
  return {
    channel: via?.channel ?? '',
    ...(state.profile.locale !== undefined && { locale: state.profile.locale }),
    known: {
      journeys: state.instances.map(({ journey, snapshot }) => ({ journey, where: statePaths(snapshot.value) })),
      facts: structuredClone(Object.fromEntries(Object.entries(facts).filter(([, fact]) => mayLeave(fact)).map(([name, { value }]) => [name, value]))),
    },
  };
}

/** A classifier may be somebody else's computer. */
const mayLeave = ({ dataClass }: CarriedFact): boolean => dataClass === 'public' || dataClass === 'internal';

/** What is answered is read within `call` too: an answer may throw where it is read. */
async function attempt<T>({ callWithTimeOut, timeoutMs, tell }: Asking, part: IntentFault['part'], call: (io: { readonly signal: AbortSignal }) => Promise<T>): Promise<{ readonly value: T } | { readonly fault: IntentFault }> {
  try {
    return { value: await callWithTimeOut(timeoutMs, call) };
  } catch (error) {
    tell('fault', { where: `intent ${part}`, code: faultCode(error), error });
    return { fault: { part, because: JourneyError.is(error, 'Timeout') ? 'timed-out' : 'failed' } };
  }
}

function refused({ tell }: Asking, part: IntentFault['part'], because: IntentFaultReason): IntentFault {
  tell('fault', { where: `intent ${part}`, code: 'InvalidPayload', error: new JourneyError('InvalidPayload', `What the ${part === 'classifier' ? 'classifier answered' : 'host told as happened'} cannot be used (${because}); the intent was read without it.`) });
  return { part, because };
}
