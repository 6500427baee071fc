/** What a check of a definition found: refused, or only worth saying. */
export interface Finding {
  readonly severity: 'refuse' | 'warn';
  /** the state, or the part of the declaration, it is about */
  readonly path: string;
  /** what is wrong and what to do, in the author's words */
  readonly sentence: string;
}

export const refuse = (path: string, sentence: string): Finding => ({ severity: 'refuse', path, sentence });
export const warn = (path: string, sentence: string): Finding => ({ severity: 'warn', path, sentence });
