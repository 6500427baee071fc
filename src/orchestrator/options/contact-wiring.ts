import { declarationOf, type JourneyBook } from '../../customer/journey-book.js';
import { watchFacts } from '../../customer/message/carried-classes.js';
import { templatesOf, type Template, type Texts } from '../../customer/message/render-text.js';
import { effectUses } from '../../journey/effect-uses.js';
import type { AnyJourney } from '../../journey/journey.js';
import type { FactMap } from '../../model/fact.js';
import type { ContactRules } from '../../policy/contact/contact-rules.js';
import type { Adapters } from '../dispatch/perform-effect.js';

export interface ContactWiring { readonly book: JourneyBook; readonly channels: Adapters['channels']; readonly texts: Texts; readonly contact: ContactRules | undefined }

/**
 * What is wrong with whom a host may write to, a sentence each: rules for a channel that it does not have, and texts for a public channel that
 * tell what is not public. What a text tells only of some customers is found when it is sent, and not sent.
 */
export function contactFaults({ book, channels, texts, contact }: ContactWiring): readonly string[] {
  const strangers = (contact?.channels ?? []).filter((name) => !Object.hasOwn(channels, name));
  return [
    ...strangers.map((name) => `The contact rules name the channel '${name}': give an adapter for it in 'channels'.`),
    ...(contact?.sendTime === undefined ? book.all.filter((journey) => effectUses(journey).choosesTimes).map((journey) => `Journey '${declarationOf(journey).id}' sends at the best time: give contact rules with 'sendTime'.`) : []),
    ...book.all.flatMap((journey) => toldInPublic(journey, channels, texts)),
  ];
}

function toldInPublic(journey: AnyJourney, channels: Adapters['channels'], texts: Texts): readonly string[] {
  const { id, facts }: { readonly id: string; readonly facts: FactMap } = declarationOf(journey);
  return effectUses(journey).textsOn.filter(({ channel }) => channels[channel]?.capabilities.public === true).flatMap(({ channel, template }) => {
    const text = Object.hasOwn(texts, template) ? texts[template] : undefined;
    const secrets = text === undefined ? [] : secretsIn(templatesOf(text, channel), facts);
    return secrets.map((fact) => `Journey '${id}' tells the fact '${fact}' by the text '${template}' on '${channel}', which everybody reads: write a text of public facts alone.`);
  });
}

/** Facts that are not public and that a text reads whatever they are. */
function secretsIn(templates: readonly (Template | undefined)[], facts: FactMap): readonly string[] {
  const blank = Object.fromEntries(Object.keys(facts).map((name) => [name, '']));
  const { facts: watched, read } = watchFacts(blank);
  for (const template of templates) {
    try {
      if (typeof template === 'function') template(watched);
    } catch {
      // it needs facts that are something: what it reads is found when it is sent
    }
  }
  return [...read].filter((name) => Object.hasOwn(facts, name) && facts[name]?.dataClass !== 'public');
}
