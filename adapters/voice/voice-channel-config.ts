import type { AccountTenants, RequestFormat } from '../../src/ports/read-parts.js';
import type { Verifier } from '../../src/ports/verifier.js';

/** What a host decides about its calls: who may tell of them, and in which words. */
export interface VoiceChannelConfig {
  /** judges the signature of each request; one of `throughline/adapters/webhook`, or your own */
  readonly verifier: Verifier;
  /** `json`: the JSON of the README; `twilio`: forms of Twilio's callbacks; or how another provider's bodies are read. Default `json` */
  readonly format?: 'json' | 'twilio' | RequestFormat;
  /** the tenant of each account, for a provider that signs those of many with one secret; others are kept as `UnknownAccount`. Absent: any account, one tenant */
  readonly accounts?: AccountTenants;
  /** what the provider wants to hear once all of a request is taken; default a JSON count. It is asked for each request anew */
  readonly answer?: () => Response;
}
