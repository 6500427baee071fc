import { JourneyError } from '../../src/errors/index.js';
import type { Channel, Received } from '../../src/ports/channel.js';
import { readParts, type RequestFormat } from '../../src/ports/read-parts.js';
import { callFormat } from './call-format.js';
import { twilioCalls } from './twilio-calls.js';
import type { VoiceChannelConfig } from './voice-channel-config.js';

/** Calls as events: what `createVoiceChannel` makes. */
export interface VoiceChannel extends Channel {
  readonly name: 'voice';
  readonly identityNamespace: 'phone';
  readonly capabilities: { readonly inbound: true; readonly live: true };
  verify(request: Request, bytes: Uint8Array): Promise<boolean>;
  receive(request: Request, bytes: Uint8Array): Received;
}

/**
 * Makes a channel of the calls that a telephone system tells of by signed requests, which come in by the orchestrator's `handler`. It carries
 * no sound and makes no calls. Errors: `InvalidOptions` without a verifier.
 *
 * @example
 * {@includeCode ../../examples/01-chat-then-call/chat-then-call.ts#host}
 */
export function createVoiceChannel(config: VoiceChannelConfig): VoiceChannel {
  const { verifier, accounts, answer } = config;
  if (typeof verifier?.verify !== 'function') throw new JourneyError('InvalidOptions', 'The calls have no verifier, so anybody could tell of one.', { path: 'verifier' });
  const format = formatOf(config.format);
  let isClosed = false;
  return {
    contract: 1,
    name: 'voice',
    identityNamespace: 'phone',
    capabilities: { inbound: true, live: true },
    verify: (request, bytes) => verifier.verify(request, bytes),
    receive: (request, bytes) => {
      if (isClosed) throw new JourneyError('Closed', 'The voice channel is closed.', { channel: 'voice' });
      const response = verifier.handshake?.(request, bytes);
      if (response !== undefined) return { inbound: [], response };
      if (request.method !== 'POST') return { inbound: [], response: new Response(null, { status: 405, headers: { allow: 'POST' } }) };
      return { inbound: readParts({ request, bytes }, format, accounts), ...(answer !== undefined && { response: answer() }) };
    },
    close: async () => { isClosed = true; },
  } as const satisfies VoiceChannel;
}

function formatOf(format: VoiceChannelConfig['format'] = 'json'): RequestFormat {
  if (format === 'json') return callFormat;
  return format === 'twilio' ? twilioCalls : format;
}
