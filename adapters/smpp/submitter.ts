import { createHash } from 'node:crypto';
import type { Outbound, SendResult } from '../../src/ports/channel.js';
import { composeSubmits, type Submit } from './compose-submits.js';
import type { Line } from './line.js';
import type { SentMessage, SentMessages } from './sent-messages.js';
import type { Session } from './session.js';
import type { SmppSettings } from './smpp-channel-config.js';
import { createSubmitWindow } from './submit-window.js';
import { submitVerdict, type Verdict } from './submit-verdict.js';

/** Brings messages to the SMSC, part by part. */
export interface Submitter {
  /** What a part's answer did not say is not assumed: only missing parts are sent again, with the same bytes. Rejects with the signal's reason. */
  send(message: Outbound, signal: AbortSignal): Promise<SendResult>;
  /** Settles when all that is being sent now has its answer. */
  settled(): Promise<void>;
}

interface Desk {
  readonly settings: SmppSettings;
  readonly line: Line;
  readonly sent: SentMessages;
  readonly enter: (signal: AbortSignal) => Promise<boolean>;
  readonly leave: () => void;
  throttles: number;
}

const longestPaceMs = 5_000;
const awayMs = 1_000;
const longestThrottleMs = 30_000;

export function createSubmitter(settings: SmppSettings, line: Line, sent: SentMessages): Submitter {
  const window = createSubmitWindow(settings);
  const desk: Desk = { settings, line, sent, throttles: 0, enter: (signal) => window.enter(signal, longestPaceMs), leave: () => window.leave() };
  const sending = new Set<Promise<unknown>>();
  return {
    async send(message, signal) {
      signal.throwIfAborted();
      const refusal = refusalOf(message, settings);
      if (refusal !== undefined) return { status: 'refused', code: refusal };
      const work = submitAll(desk, message, signal).finally(() => sending.delete(work));
      sending.add(work);
      return unlessAborted(work, signal);
    },
    settled: async () => void await Promise.allSettled(sending),
  };
}

function refusalOf({ to, text }: Outbound, { maxTextLength }: SmppSettings): string | undefined {
  if (!/^\+[1-9]\d{7,14}$/.test(to)) return 'not-a-phone-number';
  if (text === '') return 'text-empty';
  return text.length > maxTextLength ? 'text-too-long' : undefined;
}

async function submitAll(desk: Desk, message: Outbound, signal: AbortSignal): Promise<SendResult> {
  const submits = composeSubmits(message, desk.settings);
  const name = createHash('sha256').update(JSON.stringify([message.key, message.to, message.text])).digest('base64url');
  const known = desk.sent.of(name, message.to.slice(1), submits.length);
  const stop: { verdict?: Verdict } = {};
  const missing = submits.flatMap((submit, part) => (known.ids[part] === undefined ? [{ submit, part, known, stop }] : []));
  const verdicts = await Promise.all(missing.map((part) => submitPart(desk, part, signal)));
  return together(desk, message, { known, verdicts });
}

interface Part { readonly submit: Submit; readonly part: number; readonly known: SentMessage; readonly stop: { verdict?: Verdict } }

/** The line is asked for only when it is our turn: it may have been lost and found again while we waited. */
async function submitPart(desk: Desk, { submit, part, known, stop }: Part, signal: AbortSignal): Promise<Verdict> {
  if (!await desk.enter(signal)) return { status: 'retry', retryAfterMs: longestPaceMs };
  try {
    signal.throwIfAborted();
    if (stop.verdict !== undefined) return stop.verdict;
    const session: Session | undefined = desk.line.session();
    if (session === undefined) return { status: 'retry', retryAfterMs: awayMs };
    const verdict = submitVerdict(await session.request('submit_sm', submit));
    if (verdict.status === 'accepted') desk.sent.accepted(known, part, verdict.messageId);
    // before the place is left: the next part must not go out for nothing
    else stop.verdict ??= verdict;
    return verdict;
  } finally {
    desk.leave();
  }
}

function together(desk: Desk, { key }: Outbound, { known, verdicts }: { readonly known: SentMessage; readonly verdicts: readonly Verdict[] }): SendResult {
  const refused = verdicts.find((verdict) => verdict.status === 'refused');
  if (refused !== undefined) return refused;
  if (verdicts.some((verdict) => verdict.status === 'throttled')) return { status: 'retry', retryAfterMs: Math.min(awayMs * 2 ** desk.throttles++, longestThrottleMs) };
  const retry = verdicts.find((verdict) => verdict.status === 'retry');
  if (retry !== undefined) return retry;
  desk.throttles = 0;
  // an SMSC that names no id sends no receipt that could be matched
  return { status: 'sent', providerId: desk.sent.providerId(known) ?? key };
}

/** The answer to a part that is under way is still heard, and spares it the second time. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
