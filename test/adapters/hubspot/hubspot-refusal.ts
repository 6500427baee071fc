/** An answer of HubSpot that is not a success, in the form of "Error handling", https://developers.hubspot.com/docs/reference/api/other-resources/error-handling. */
export class HubSpotRefusal extends Error {
  constructor(readonly status: number, readonly body: object, readonly headers: { readonly [name: string]: string } = {}) { super('refused'); }
}

export const refusal = (status: number, category: string, message: string): HubSpotRefusal =>
  new HubSpotRefusal(status, { status: 'error', category, message, correlationId: 'c033cdaa-2c40-4a64-ae48-b4cec88dad24', errors: [] });

/** 429 as on "API usage guidelines and limits", https://developers.hubspot.com/docs/guides/apps/api-usage/usage-details. */
export const tooMany = (policyName: 'TEN_SECONDLY_ROLLING' | 'DAILY'): HubSpotRefusal => new HubSpotRefusal(429, {
  status: 'error', message: `You have reached your ${policyName === 'DAILY' ? 'daily' : 'ten_secondly_rolling'} limit.`, errorType: 'RATE_LIMIT', correlationId: 'c033cdaa-2c40-4a64-ae48-b4cec88dad24', policyName,
}, {
  'X-HubSpot-RateLimit-Max': '100', 'X-HubSpot-RateLimit-Remaining': '0', 'X-HubSpot-RateLimit-Interval-Milliseconds': '10000', 'X-HubSpot-RateLimit-Daily': '250000', 'X-HubSpot-RateLimit-Daily-Remaining': policyName === 'DAILY' ? '0' : '200000',
});

/** 401 of a token whose time is over. */
export const expired = (): HubSpotRefusal => refusal(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired 5 minute(s) ago.');
