import { setTimeout as sleep } from 'node:timers/promises';
import { JourneyError } from '../../src/errors/index.js';
import { dial } from './dial.js';
import type { Pdu } from './pdu.js';
import { Session } from './session.js';
import { errors } from './smpp-package.js';
import type { SmppSettings } from './smpp-channel-config.js';

/** Keeps one session bound, whatever the other side does. */
export interface Line {
  /** the bound session; `undefined` while there is none */
  session(): Session | undefined;
  /** Settles after the first try to bind; `ChannelFailed` where the SMSC knows neither us nor our password. An SMSC that is away is tried again without end. */
  start(): Promise<void>;
  close(): Promise<void>;
}

type Outcome = 'bound' | 'away' | 'unknown-to-smsc';
interface Keeper {
  readonly settings: SmppSettings;
  readonly onDelivery: (pdu: Pdu, session: Session) => void;
  readonly closing: AbortController;
  bound: Session | undefined;
}

const longestWaitMs = 60_000;
/** a session that lived so long was a good one */
const steadyMs = 10_000;

export function createLine(settings: SmppSettings, onDelivery: Keeper['onDelivery']): Line {
  const keeper: Keeper = { settings, onDelivery, closing: new AbortController(), bound: undefined };
  let keeping: Promise<void> | undefined;
  return {
    session: () => (keeper.bound?.open === true ? keeper.bound : undefined),
    start: () => new Promise((resolve, reject) => {
      keeping = keepBound(keeper, (outcome) => (outcome === 'unknown-to-smsc' ? reject(unknownToSmsc()) : resolve()));
    }),
    async close() {
      keeper.closing.abort();
      await keeper.bound?.part();
      await keeping;
    },
  };
}

/** Binds, waits for the end of the session, and binds again, waiting longer each time; `onOutcome` hears of every try. */
async function keepBound(keeper: Keeper, onOutcome: (outcome: Outcome) => void): Promise<void> {
  const { signal } = keeper.closing;
  let tries = 0;
  for (let first = true; !signal.aborted; first = false) {
    const begun = performance.now();
    const { outcome, session } = await bind(keeper);
    onOutcome(outcome);
    if (first && outcome === 'unknown-to-smsc') return;
    if (session !== undefined) await stay(keeper, session);
    tries = performance.now() - begun > steadyMs ? 0 : tries + 1;
    // many processes that lost the same SMSC must not come back at the same moment
    const waitMs = Math.min(keeper.settings.reconnectMs * 2 ** Math.max(0, Math.min(tries, 16) - 1), longestWaitMs) * (0.5 + Math.random() / 2);
    await sleep(waitMs, undefined, { signal }).catch(() => {});
  }
  onOutcome('away');
}

async function stay(keeper: Keeper, session: Session): Promise<void> {
  keeper.bound = session;
  if (keeper.closing.signal.aborted) await session.part();
  await session.ended;
  keeper.bound = undefined;
}

async function bind({ settings, onDelivery, closing }: Keeper): Promise<{ readonly outcome: Outcome; readonly session?: Session }> {
  const socket = await dial(settings, closing.signal);
  if (socket === undefined) return { outcome: 'away' };
  const { responseMs, enquireMs, systemId, password, systemType } = settings;
  const session = new Session(socket, { responseMs, enquireMs, onDelivery });
  const giveUp = (): void => session.destroy();
  closing.signal.addEventListener('abort', giveUp, { once: true });
  if (closing.signal.aborted) giveUp();
  const answer = await session.request('bind_transceiver', { system_id: systemId, password, system_type: systemType, interface_version: 0x34 });
  closing.signal.removeEventListener('abort', giveUp);
  if (answer?.status === 0) return { outcome: 'bound', session };
  session.destroy();
  const unknown = answer !== undefined && [errors['ESME_RINVPASWD'], errors['ESME_RINVSYSID']].includes(answer.status);
  return { outcome: unknown ? 'unknown-to-smsc' : 'away' };
}

const unknownToSmsc = (): JourneyError => new JourneyError('ChannelFailed', 'The SMSC knows no such system id or password; check both.', { channel: 'smpp' });
