import { setTimeout as sleep } from 'node:timers/promises';
import { JourneyError } from '../../src/errors/index.js';
import type { Channel, Deliver, Outbound, SendResult } from '../../src/ports/channel.js';
import { createLine, type Line } from './line.js';
import { createListener, type Listener } from './listener.js';
import { createSentMessages } from './sent-messages.js';
import { createSubmitter, type Submitter } from './submitter.js';
import { checkConfig, type SmppChannelConfig, type SmppSettings } from './smpp-channel-config.js';

/** Short messages over an SMSC: what `createSmppChannel` makes. */
export interface SmppChannel extends Channel {
  readonly name: 'smpp';
  readonly identityNamespace: 'phone';
  readonly capabilities: { readonly text: true; readonly receipts: true; readonly inbound: true };
  readonly limits: { readonly maxTextLength: number; readonly perSecond: number };
  /** Settles after the first try to bind: an SMSC that is away is tried again, one that refuses our password rejects with `ChannelFailed`. */
  open(deliver: Deliver): Promise<void>;
  send(message: Outbound, io: { readonly signal: AbortSignal }): Promise<SendResult>;
}

interface Service { readonly line: Line; readonly listener: Listener; readonly submitter: Submitter }

const farewellMs = 2_000;

/**
 * Makes the SMS channel: one session of SMPP 3.4 with an SMSC, bound both ways and bound again whenever it is lost. Errors:
 * `InvalidOptions` for a configuration that cannot be used.
 *
 * @example
 * {@includeCode ../../examples/02-order-sms/order-sms.ts#host}
 */
export function createSmppChannel(config: SmppChannelConfig): SmppChannel {
  const settings = checkConfig(config);
  const { maxTextLength, perSecond } = settings;
  let service: Service | undefined;
  let opening: Promise<void> | undefined;
  let closing: Promise<void> | undefined;
  return {
    contract: 1,
    name: 'smpp',
    identityNamespace: 'phone',
    capabilities: { text: true, receipts: true, inbound: true },
    limits: { maxTextLength, perSecond },
    open: async (deliver) => {
      if (closing !== undefined) throw new JourneyError('Closed', 'The SMS channel was closed; make another.', { channel: 'smpp' });
      if (opening !== undefined) throw new JourneyError('InvalidOptions', 'The SMS channel was opened before; open it once.', { channel: 'smpp' });
      service = startService(settings, deliver);
      opening = service.line.start();
      await opening;
    },
    send: async (message, { signal }) => {
      if (service === undefined || closing !== undefined) throw new JourneyError('Closed', 'The SMS channel is not open.', { channel: 'smpp' });
      return service.submitter.send(message, signal);
    },
    close: () => (closing ??= endService(service)),
  } as const satisfies SmppChannel;
}

function startService(settings: SmppSettings, deliver: Deliver): Service {
  const sent = createSentMessages(settings);
  const line = createLine(settings, (pdu, session) => listener.hear(pdu, session));
  const submitter = createSubmitter(settings, line, sent);
  const listener = createListener({ settings, deliver, sent, settled: submitter.settled });
  return { line, listener, submitter };
}

/** What is being taken is answered before we take leave, so that the SMSC need not send it again. */
async function endService(service: Service | undefined): Promise<void> {
  if (service === undefined) return;
  const patience = new AbortController();
  await Promise.race([service.listener.idle(), sleep(farewellMs, undefined, { signal: patience.signal }).catch(() => {})]);
  patience.abort();
  service.listener.close();
  await service.line.close();
}
