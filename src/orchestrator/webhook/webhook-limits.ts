/** How much and how slowly one webhook request may send before it is refused. */
export interface WebhookLimits {
  /** bytes of one body; a provider may put many messages into one */
  readonly bodyBytes: number;
  /** milliseconds until the whole body must have come */
  readonly readMs: number;
}

/** The limits of a webhook where the host says nothing: 1 MiB within 10 seconds. */
export const defaultWebhookLimits: WebhookLimits = { bodyBytes: 1024 * 1024, readMs: 10_000 };
