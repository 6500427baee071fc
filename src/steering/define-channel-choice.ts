import { dayOf } from '../insight/day-of.js';
import { measureSuccess } from '../insight/measure-success.js';
import { followIssue, settleIssues } from '../insight/pending-issue.js';
import { defineSuccessMeasure, type SuccessMeasure } from '../insight/success-measure.js';
import { JourneyError } from '../errors/index.js';
import { askHost } from '../model/ask-host.js';
import { minutes } from '../model/duration.js';
import { readConfig } from '../model/read-config.js';
import { defineCalendar, type BusinessCalendar } from '../policy/time/business-calendar.js';
import { defineChannelPolicy } from '../routing/channel-policy.js';
import type { ChannelChoice, CustomerWishes } from '../routing/channel-choice.js';
import { isTrusted } from '../routing/channel-trust.js';
import { chooseChannel } from '../routing/choose-channel.js';
import { choiceSchema, wishesSchema, type ChannelChoiceOptions } from './channel-choice-options.js';
import { knowChannel } from './know-channel.js';
import { responsesFrom, responseSums, sumOfResponse } from './response-sums.js';
import { successSums, sumsOfIssue, talliesFrom } from './success-sums.js';

/**
 * Says what the channels are like and when one is trusted (care-rules 2.3, 3.17), for the option `channelChoice` of the orchestrator, which keeps the
 * figures. InvalidOptions.
 */
export function defineChannelChoice(options: ChannelChoiceOptions): ChannelChoice {
  const { channels, intents, families = [], sameContactMs = minutes(30), wishesOf } = readConfig<ChannelChoiceOptions>(choiceSchema, options, 'channelChoice');
  const policy = defineChannelPolicy(options.policy);
  checkIntents(intents, { 'policy.lowRiskIntents': policy.lowRiskIntents, ...Object.fromEntries(families.map((family, place) => [`families.${place}`, family])) });
  const measure = defineSuccessMeasure(options.success);
  const names = Object.keys(channels);
  const calendars = new Map(Object.entries(channels).flatMap(([channel, { calendar }]): readonly (readonly [string, BusinessCalendar])[] => (calendar === undefined ? [] : [[channel, defineCalendar(calendar)]])));
  const spaceOf = (intent: string) => ({ intents: alike(intent, families), channels: names });
  return {
    intents, channels: names, ...(wishesOf !== undefined && { wishesOf: (facts: { readonly [fact: string]: unknown }) => askHost<CustomerWishes>(wishesSchema, () => wishesOf(facts), 'channelChoice.wishesOf') }),
    stageOf: (channel, { conditions }) => conditions[channel]?.stage ?? channels[channel]?.stage ?? 'active',
    choose: ({ channels: own, model, ...known }, asked) => chooseChannel(policy, {
      ...known, channels: own.map((channel) => knowChannel({ facts: channels[channel.channel] ?? {}, calendar: calendars.get(channel.channel), channel, model, asked })),
    }, asked),
    follow: (pending, news) => (intents.includes(news.intent) && (news.kind === 'contact' || names.includes(news.channel)) ? followIssue(pending, news, { windowMs: measure.windowMs, sameContactMs }) : pending),
    settle(pending, now) {
      const { settled, ...rest } = settleIssues(pending, now, measure);
      return { ...rest, sums: settled.flatMap(sumsOfIssue) };
    },
    sumsOf: (intent, now) => successSums(spaceOf(intent), daysThatCount(measure, now)),
    successFrom: (intent, sums, now) => measureSuccess(talliesFrom(spaceOf(intent), daysThatCount(measure, now), sums), { intent, now, family: alike(intent, families) }, measure),
    sumOfResponse: (response) => (names.includes(response.channel) ? sumOfResponse(response) : undefined),
    responseSums: (now) => responseSums(names, lately(now)),
    responsesFrom: (sums, now) => responsesFrom(names, lately(now), { sums, now, halfLifeDays: measure.halfLifeDays }),
    trusted: (success, before) => success.filter((one) => isTrusted(one, before.includes(one.channel), policy)).map(({ channel }) => channel),
  };
}

/** A name that is misspelt would be followed by nobody, and nothing would be tried for it. */
function checkIntents(intents: readonly string[], named: { readonly [place: string]: readonly string[] }): void {
  for (const [place, names] of Object.entries(named)) {
    const stranger = names.findIndex((name) => !intents.includes(name));
    const path = `channelChoice.${place}.${stranger}`;
    if (stranger !== -1) throw new JourneyError('InvalidOptions', `${path}: it names one of the intents.`, { path, paths: [path] });
  }
}

/** An intent and those of its families, itself first. */
const alike = (intent: string, families: readonly (readonly string[])[]): readonly string[] => [...new Set([intent, ...families.filter((family) => family.includes(intent)).flat()])];

/** the same as for every tally: older days count nothing */
const halfLivesKept = 10;
/** and none counts for longer, since each day is a sum to be read */
const mostDays = 730;

const daysThatCount = ({ halfLifeDays }: SuccessMeasure, now: number): { readonly from: number; readonly until: number } =>
  ({ from: dayOf(now) - Math.min(mostDays, Math.ceil(halfLifeDays * halfLivesKept)) + 1, until: dayOf(now) });

/** how quickly a channel answered longer ago says nothing of today */
const daysOfResponses = 60;

const lately = (now: number): { readonly from: number; readonly until: number } => ({ from: dayOf(now) - daysOfResponses + 1, until: dayOf(now) });
