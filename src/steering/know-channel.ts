import type { BusinessCalendar } from '../policy/time/business-calendar.js';
import { isOpen, nextOpen } from '../policy/time/business-time.js';
import type { ChannelAsked, KnownChannel } from '../routing/channel-asked.js';
import type { ChannelModel, CustomerChannel } from '../routing/channel-choice.js';
import type { ChannelFacts } from './channel-choice-options.js';

/** What is known of one channel: from the host beforehand, from the customer, from the figures and from the day. */
export interface ChannelSources { readonly facts: ChannelFacts; readonly calendar: BusinessCalendar | undefined; readonly channel: CustomerChannel; readonly model: ChannelModel; readonly asked: ChannelAsked }

/** Puts together what the choice asks of one channel. */
export function knowChannel({ facts, calendar, channel: { hasAddress, heardAt, ...channel }, model, asked }: ChannelSources): KnownChannel {
  const { addressless = false, assisted = false, replyWindowMs, calendar: _hours, ...rest } = facts;
  const { open = true, ...conditions } = model.conditions[channel.channel] ?? {};
  const success = asked.intent === undefined ? undefined : model.success[asked.intent]?.find((one) => one.channel === channel.channel);
  const responseMs = model.responses[channel.channel];
  return {
    ...rest, ...channel, ...(responseMs !== undefined && { responseMs }), ...conditions, assisted, reachable: hasAddress || addressless,
    ...hoursOf(calendar, asked.at, open),
    ...(replyWindowMs !== undefined && { freeTextUntil: heardAt === undefined ? asked.at : heardAt + replyWindowMs }),
    ...(success !== undefined && { success }),
    ...(asked.intent !== undefined && { trusted: model.trusted[asked.intent]?.includes(channel.channel) === true }),
  };
}

/** Where the host says that nobody is there, nobody can say when. */
function hoursOf(calendar: BusinessCalendar | undefined, at: number, open: boolean): Pick<KnownChannel, 'open' | 'opensAt'> {
  if (!open || calendar === undefined) return { open };
  if (isOpen(calendar, at)) return { open: true };
  const opensAt = nextOpen(calendar, at);
  return { open: false, ...(opensAt !== undefined && { opensAt }) };
}
