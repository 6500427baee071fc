import { z } from 'zod';
import { JourneyError } from '../../src/errors/index.js';
import type { SendResult } from '../../src/ports/channel.js';

const failureSchema = z.object({
  code: z.string().optional().catch(undefined),
  originalCode: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
});
type Failure = z.output<typeof failureSchema>;

const hostFaults = ['EAUTH', 'ENOAUTH', 'ETLS', 'ECONFIG'];
const untrusted = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/;
const beforeAnyMail = ['CONN', 'EHLO', 'HELO', 'STARTTLS'];

/**
 * What a mail server's answer means for one mail. A refusal's code is `smtp-550`, or `smtp-550-5.1.1` where the server is exact; none of its
 * words, since they quote addresses. `ChannelFailed` where the host must put something right: no log-in, no encryption.
 */
export function judgeFailure(error: unknown, slowDownMs: number): SendResult {
  const failure = failureSchema.safeParse(error).data ?? {};
  const { code = '', originalCode = '', responseCode = 0, command } = failure;
  if (isTooFast(failure)) return { status: 'retry', retryAfterMs: slowDownMs };
  if (untrusted.test(originalCode)) throw needsHost(originalCode);
  if (hostFaults.includes(code) && !(responseCode >= 400 && responseCode < 500)) throw needsHost(code);
  // turned down on this side, before anything was said
  if (code === 'EENVELOPE' && command === 'API') return { status: 'refused', code: 'address-invalid' };
  if (responseCode === 0) return { status: 'retry' };
  if (beforeAnyMail.includes(command ?? '')) return { status: 'retry' };
  return isForGood(responseCode) ? { status: 'refused', code: refusalCode(failure) } : laterFor(failure);
}

const needsHost = (reason: string): JourneyError => new JourneyError('ChannelFailed', 'The mail server and this channel do not agree on log-in or encryption; see `reason`.', { channel: 'smtp', reason });

/** 421: it closes the line; x.7.x with a temporary code: a rate or a reputation, not this mail. */
const isTooFast = (failure: Failure): boolean => failure.responseCode === 421 || enhancedOf(failure)?.startsWith('4.7.') === true;

/** 503 is about the order of commands and 530 about the log-in; neither is about the mail. */
const isForGood = (responseCode: number): boolean => responseCode >= 500 && responseCode < 600 && responseCode !== 503 && responseCode !== 530;

function refusalCode(failure: Failure): string {
  const enhanced = enhancedOf(failure);
  return `smtp-${failure.responseCode}${enhanced === undefined ? '' : `-${enhanced}`}`;
}

/** A mailbox that is full or busy is one customer's; a server short of room is everybody's. */
function laterFor(failure: Failure): SendResult {
  const ofMailbox = failure.command === 'RCPT TO' && (failure.responseCode ?? 0) < 500 && enhancedOf(failure)?.startsWith('4.3.') !== true;
  return ofMailbox ? { status: 'retry', because: 'recipient-away' } : { status: 'retry' };
}

const enhancedOf = ({ response }: Failure): string | undefined => /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
