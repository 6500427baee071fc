/** An answer that is not a success: a list of errors, as on "Status Codes and Error Responses", https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm. */
export class SalesforceRefusal extends Error {
  constructor(readonly status: number, readonly body: unknown, readonly headers: { readonly [name: string]: string } = {}) { super('refused'); }
}

export const refusal = (status: number, errorCode: string, message: string): SalesforceRefusal => new SalesforceRefusal(status, [{ message, errorCode }]);

/** The calls of 24 hours are used up, as on "API Request Limits and Allocations", https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm; the header is that of "Limit Info Header", https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_api_usage.htm. */
export const limitReached = (): SalesforceRefusal => new SalesforceRefusal(403, [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }], { 'Sforce-Limit-Info': 'api-usage=15000/15000' });

/** 401 of a session whose time is over. */
export const sessionExpired = (): SalesforceRefusal => refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
