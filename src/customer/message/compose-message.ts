import { isStatic } from '../../journey/static-words.js';
import type { DataClass } from '../../model/data-class.js';
import type { ChannelNeeds, SendParams } from '../../model/effect.js';
import type { Outbound } from '../../ports/channel.js';
import type { Draft } from '../effect-body.js';
import type { Applying } from '../instance/applying.js';
import { declarationOf } from '../journey-book.js';
import { instanceIn, type Turn } from '../turn.js';
import { classesHeard, classesOf, factsWithValue, watchFacts } from './carried-classes.js';
import { addressOn } from './channels-for.js';

type Params = SendParams<ChannelNeeds>;

/** Renders what a message says on a channel, once. */
export function composeMessage(turn: Turn, applying: Applying, params: Params, channel: string): Draft {
  const locale = params.locale ?? turn.state.profile.locale ?? '';
  const { facts, read } = watchFacts(applying.taken.snapshot.context);
  const text = params.template === undefined ? params.text : turn.world.render({ name: params.template, locale, channel, facts });
  const conversation = turn.state.conversations[channel]?.id;
  const message: Omit<Outbound, 'key'> = {
    to: addressOn(turn, channel) ?? '', text,
    ...(conversation !== undefined && { conversation }),
    ...('subject' in params && params.subject !== undefined && { subject: params.subject }),
    ...('buttons' in params && params.buttons !== undefined && { buttons: params.buttons }),
    ...('mediaUrl' in params && params.mediaUrl !== undefined && { mediaUrl: params.mediaUrl }),
    ...(params.template !== undefined && turn.world.channels[channel]?.capabilities.template === true && { template: params.template }),
  };
  return { channel, message, carries: classesCarried(turn, applying, params, read) };
}

/** Words of a template are made of the facts that it read, those that the definition names of none; of words that a function gave nobody can say what they are not made of. */
function classesCarried(turn: Turn, applying: Applying, params: Params, read: ReadonlySet<string>): readonly DataClass[] {
  const { taken, instance, journey } = applying;
  const classes = (names: Iterable<string>): readonly DataClass[] => classesOf(declarationOf(journey), instance, new Set(names));
  if (isStatic(journey, params)) return classes(read);
  const facts = classes([...read, ...factsWithValue(taken.snapshot.context), ...factsWithValue(instanceIn(turn, instance.id)?.snapshot.context)]);
  return [...new Set([...facts, ...classesHeard(applying)])];
}

/** channels that are kept in reserve for one message that waits */
const mostElsewhere = 3;

/**
 * What a message that waits says on the channels that may take it instead, should its own not take it by then: the facts may be others then, and a
 * text is rendered once. One that cannot be said there is no reason not to say it here.
 */
export function composeElsewhere(turn: Turn, applying: Applying, params: Params, channels: readonly string[]): readonly Draft[] {
  return channels.slice(0, mostElsewhere).flatMap((channel) => {
    try {
      const draft = composeMessage(turn, applying, params, channel);
      return isTooLong(turn, draft) ? [] : [draft];
    } catch (error) {
      turn.faults.push({ where: `journey:${applying.instance.journey}`, error });
      return [];
    }
  });
}

/** Whether a channel cannot carry so long a text. */
export function isTooLong({ world }: Turn, { channel, message }: Draft): boolean {
  const maxLength = world.channels[channel]?.maxTextLength;
  return maxLength !== undefined && message.text.length > maxLength;
}
