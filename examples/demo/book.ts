import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What the outside was asked for: one line of a book that no kill of the host can touch. */
export interface Called { readonly by: 'shop' | 'crm' | 'desk' | 'sms' | 'email'; readonly did: string; readonly key: string; readonly what: object }

/** Called when the outside has done its part and the host does not know yet: the worst moment to die. */
export type Between = (called: Called) => Promise<void>;

/** Writes a call down before it is answered. */
export function writeCall(book: string, called: Called): void {
  appendFileSync(book, `${JSON.stringify(called)}\n`);
}

/** Reads the book: every call in the order it came, also those that came twice. */
export function readBook(book: string): readonly Called[] {
  if (!existsSync(book)) return [];
  return readFileSync(book, 'utf8').split('\n').filter((line) => line !== '').map((line): Called => JSON.parse(line));
}
