/**
 * Judges whether a provider signed a request, on its raw bytes; a value that the host makes with the provider's secret and hands to a
 * channel that takes requests. What makes one throws `WebhookSecretInvalid` for a secret that is missing or too short.
 */
export interface Verifier {
  /** the scheme, as in `standard-webhooks` */
  readonly scheme: string;
  /**
   * True only for a request signed with one of the secrets, in time, and for a handshake that carries no signature, which `handshake` must
   * then answer. Rejects with `InvalidEncoding` where a scheme signs text and the bytes are none; with nothing else for what a request says.
   */
  verify(request: Request, bytes: Uint8Array): Promise<boolean>;
  /** The answer to a provider that asks whether this route is ours, 403 where it does not know our token; `undefined` for every other request. Asked after `verify` and before anything is read. */
  handshake?(request: Request, bytes: Uint8Array): Response | undefined;
}
