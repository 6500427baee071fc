/** An answer of HubSpot that is not a success, in the form of "Error handling", https://developers.hubspot.com/docs/reference/api/other-resources/error-handling. */
export class HubSpotRefusal extends Error {
  constructor(readonly status: number, readonly body: object | string, readonly headers: { readonly [name: string]: string } = {}) { super('refused'); }
}

export const refusal = (status: number, category: string, message: string): HubSpotRefusal =>
  new HubSpotRefusal(status, { status: 'error', category, message, correlationId: 'c033cdaa-2c40-4a64-ae48-b4cec88dad24', errors: [] });

export interface Limit { readonly max: number; readonly windowMs: number; readonly left: number }

/** What every answer says of the limit, as on "API usage guidelines and limits", https://developers.hubspot.com/docs/guides/apps/api-usage/usage-details. */
export const limitHeaders = ({ max, windowMs, left }: Limit): { readonly [name: string]: string } => ({
  'X-HubSpot-RateLimit-Max': String(max), 'X-HubSpot-RateLimit-Remaining': String(left), 'X-HubSpot-RateLimit-Interval-Milliseconds': String(windowMs), 'X-HubSpot-RateLimit-Daily': '250000', 'X-HubSpot-RateLimit-Daily-Remaining': '249000',
});

/** 429 as on the same page. */
export const tooMany = (policyName: 'TEN_SECONDLY_ROLLING' | 'DAILY', limit: Limit = { max: 100, windowMs: 10_000, left: 0 }): HubSpotRefusal => new HubSpotRefusal(429, {
  status: 'error', message: `You have reached your ${policyName.toLowerCase()} limit.`, errorType: 'RATE_LIMIT', correlationId: 'c033cdaa-2c40-4a64-ae48-b4cec88dad24', policyName,
}, limitHeaders(limit));

/** 401 of a token whose time is over, as on "Working with OAuth", https://developers.hubspot.com/docs/guides/apps/authentication/working-with-oauth. */
export const expired = (): HubSpotRefusal => refusal(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired 5 minute(s) ago.');
