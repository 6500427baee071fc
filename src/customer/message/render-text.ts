import { JourneyError } from '../../errors/index.js';

type Facts = { readonly [fact: string]: any };
/** A text or a function of the journey's facts; values put in are never read as a template again. */
export type Template = string | ((facts: Facts) => string);
/** One text for all, or by locale, or by locale and channel (`default` for the channels not named). */
export type Text = Template | { readonly [locale: string]: Template | ({ readonly default: Template } & { readonly [channel: string]: Template }) };
/** The host's texts by name. */
export type Texts = { readonly [name: string]: Text };

export interface TextWanted { readonly name: string; readonly locale: string; readonly channel: string; readonly facts: Facts }
export type RenderText = (wanted: TextWanted) => string;

/**
 * Renders the host's texts. The locale falls back from `ja-JP` to `ja`, then to the host's own, then to the first one given.
 * A text that is missing or gives no string is a DefinitionFault.
 */
export function createRenderText(texts: Texts, fallbackLocale: string): RenderText {
  return (wanted) => {
    const text = texts[wanted.name];
    if (text === undefined) throw new JourneyError('DefinitionFault', `there is no text '${wanted.name}'`, { text: wanted.name });
    const template = forChannel(forLocale(text, [wanted.locale, fallbackLocale]), wanted.channel);
    const rendered = typeof template === 'function' ? template(wanted.facts) : template;
    if (typeof rendered !== 'string') throw new JourneyError('DefinitionFault', `text '${wanted.name}' gave no string`, { text: wanted.name });
    if (rendered === '') throw new JourneyError('DefinitionFault', `text '${wanted.name}' is empty`, { text: wanted.name });
    return rendered;
  };
}

/** Every template that a text may be on a channel, in whatever language. */
export const templatesOf = (text: Text, channel: string): readonly (Template | undefined)[] =>
  (typeof text === 'string' || typeof text === 'function' ? [text] : Object.values(text).map((one) => forChannel(one, channel)));

type ByChannel = Template | ({ readonly default: Template } & { readonly [channel: string]: Template });

function forLocale(text: Text, wanted: readonly string[]): ByChannel | undefined {
  if (typeof text === 'string' || typeof text === 'function') return text;
  for (const locale of wanted) {
    for (let tag = locale; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
      if (Object.hasOwn(text, tag)) return text[tag];
    }
  }
  return Object.values(text)[0];
}

function forChannel(text: ByChannel | undefined, channel: string): Template | undefined {
  if (text === undefined || typeof text === 'string' || typeof text === 'function') return text;
  return Object.hasOwn(text, channel) ? text[channel] : text.default;
}
