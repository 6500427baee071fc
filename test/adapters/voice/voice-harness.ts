import { createVoiceChannel } from '../../../adapters/voice/index.js';
import type { ChannelHarness, Said } from '../../../src/testing/index.js';
import { signedRequest, theVerifier } from '../webhook/signed-request.js';

/** Calls that a telephone system tells of by signed requests, in the channel's own JSON. */
export const voiceHarness: ChannelHarness = {
  create: () => ({
    channel: createVoiceChannel({ verifier: theVerifier() }),
    outside: {
      brings: 'events',
      request: (said) => signedRequest(events(ringing(said))),
      forge: (said) => signedRequest(events(ringing(said)), { by: 'z' }),
      together: (all) => signedRequest(events(...all.map((one) => (one === 'unreadable' ? { id: 'lost', type: 'call.lost' } : ringing(one))))),
    },
  }),
};

const today = Date.now();
const events = (...all: readonly object[]): string => JSON.stringify({ events: all });
/** what a caller would say is not on the wire; that another calls is */
const ringing = ({ id, from, text }: Said) => ({ id, type: 'call.ringing', call: `call-${from.slice(1)}-${text.length}`, caller: from, at: today });
