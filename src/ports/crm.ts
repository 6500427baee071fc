/**
 * The system of record about customers. Every call carries a key that is the same at every retry: the second call with a key
 * changes nothing. A call that rejects is retried with backoff; it costs the journey nothing but delay.
 */
export interface Crm {
  readonly contract: 1;
  readonly name: string;
  /** Opens a case for this journey instance; cases of other instances are not touched. */
  openCase(what: { readonly key: string; readonly customer: CrmCustomer; readonly instance: string; readonly subject: string; readonly priority: 'low' | 'normal' | 'high' }, io: { readonly signal: AbortSignal }): Promise<void>;
  /** Closes the case that this journey instance opened; none open is not an error. */
  closeCase(what: { readonly key: string; readonly customer: CrmCustomer; readonly instance: string; readonly resolution: 'confirmed' | 'assumed' }, io: { readonly signal: AbortSignal }): Promise<void>;
  /** Notes an interaction in the customer's history. */
  logInteraction(what: { readonly key: string; readonly customer: CrmCustomer; readonly instance: string; readonly summary: string; readonly at: number }, io: { readonly signal: AbortSignal }): Promise<void>;
}

/** The customer as the CRM may know them. */
export interface CrmCustomer { readonly tenant: string; readonly id: string; readonly identities: readonly string[] }
