import type { z } from 'zod';
import type { DataClass } from './data-class.js';

/** One thing a journey knows about its customer: its schema and how careful we must be with it. */
export interface Fact<T, C extends DataClass = DataClass> {
  readonly dataClass: C;
  readonly schema: z.ZodType<T>;
  /** how far it reaches; `journey` where it does not say */
  readonly scope?: FactScope;
}
/**
 * How far a fact reaches (care-rules 2.1 E). `journey`: ends with its run. `conversation`: the other journeys of the same conversation know
 * it too, until the conversation ends. `customer`: every later journey begins with it.
 */
export type FactScope = 'conversation' | 'journey' | 'customer';
export type FactMap = { readonly [name: string]: Fact<any> };
/** The values a journey's facts hold: its machine's context. */
export type FactsOf<F extends FactMap> = { [K in keyof F]: F[K] extends Fact<infer T> ? T : never } & {};

const fact = <C extends DataClass>(dataClass: C) => <T>(schema: z.ZodType<T>, { scope }: { readonly scope?: FactScope } = {}): Fact<T, C> => ({ dataClass, schema, ...(scope !== undefined && { scope }) });

/** Declares a fact by its data class: `facts.personal(z.string())`, and how far it reaches: `facts.personal(z.string(), { scope: 'customer' })`. A secret is never a fact; it lives in an adapter's configuration. */
export const facts = {
  /** anyone may see it */
  public: fact('public'),
  /** for those who work here */
  internal: fact('internal'),
  /** tells who somebody is */
  personal: fact('personal'),
  /** could hurt somebody: health, money, belief */
  sensitive: fact('sensitive'),
};
