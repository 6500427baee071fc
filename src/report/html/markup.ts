/** Markup that was made here: whatever it holds from outside is escaped. */
export interface Markup { readonly markup: string }
type Part = Markup | string | number | undefined | readonly Part[];

/** A template whose values are escaped unless they are markup, so that no name of an intent or a state can become part of a page. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: texts.map((text, index) => text + toMarkup(parts[index])).join('') };
}

function toMarkup(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return 'markup' in part ? part.markup : part.map(toMarkup).join('');
}
