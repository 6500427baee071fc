/** A sentence in the place where the compiler would say `never`; no value ever has this type. */
export interface Problem<Sentence extends string> { readonly problem: Sentence }
