import { declarationOf, type JourneyBook } from '../../customer/journey-book.js';
import type { Texts } from '../../customer/message/render-text.js';
import { JourneyError } from '../../errors/index.js';
import { effectUses } from '../../journey/effect-uses.js';
import type { AnyJourney } from '../../journey/journey.js';
import { waitsOf } from '../../journey/waits.js';
import type { ChannelNeeds } from '../../model/effect.js';
import type { Capability } from '../../model/capability.js';
import type { Limits } from '../../model/limits.js';
import { crmFaults, missingInCrm } from './crm-wiring.js';
import type { Adapters } from '../dispatch/perform-effect.js';
import type { Timing } from './orchestrator-options.js';

export interface Wiring { /** the channels that the host says what they are like, and the intents whose success it follows */ readonly choice?: { readonly channels: readonly string[]; readonly intents: readonly string[] }; readonly book: JourneyBook; readonly calendars: object; readonly adapters: Adapters; readonly texts: Texts; readonly limits: Limits; readonly timing: Timing; /** what is wrong with single options, a sentence each */ readonly faults?: readonly string[] }

/** Refuses a host that lacks something its journeys name, with one sentence for each thing missing. What the compiler sees it has said before. */
export function checkWiring(wiring: Wiring): void {
  const missing = [...wiring.book.all.flatMap((journey) => missingOf(wiring, journey)), ...unusable(wiring), ...(wiring.faults ?? [])];
  if (missing.length > 0) throw new JourneyError('InvalidOptions', missing.join(' '), { missing });
}

function missingOf(wiring: Wiring, journey: AnyJourney): readonly string[] {
  const { id, activities = {} } = declarationOf(journey);
  const channels: ChannelNeeds = declarationOf(journey).channels;
  const { adapters, texts, book, calendars } = wiring;
  const uses = effectUses(journey);
  return [
    ...Object.entries(channels).flatMap(([name, needs]) => missingOnChannel(wiring, { id, name, needs })),
    ...Object.keys(activities).filter((name) => adapters.activities[name] === undefined).map((name) => `Journey '${id}' needs the activity '${name}': give its code in 'activities'.`),
    ...uses.templates.filter((name) => !Object.hasOwn(texts, name)).map((name) => `Journey '${id}' sends the text '${name}': give it in 'texts'.`),
    ...uses.startsJourneys.filter((name) => book.latest(name) === undefined).map((name) => `Journey '${id}' starts the journey '${name}': give it in 'journeys'.`),
    ...waitsOf(journey).flatMap(([, wait]) => ('calendar' in wait && !Object.hasOwn(calendars, wait.calendar) ? [`Journey '${id}' waits by the business hours '${wait.calendar}': give them in 'calendars'.`] : [])),
    ...(uses.steers && wiring.choice === undefined ? [`Journey '${id}' asks which channel to help on: give 'channelChoice'.`] : []),
    ...uses.steersAmong.filter((name) => wiring.choice?.channels.includes(name) === false).map((name) => `Journey '${id}' asks for one of several channels, of which 'channelChoice.table' does not know '${name}'.`),
    ...uses.steersFor.filter((name) => wiring.choice?.intents.includes(name) === false).map((name) => `Journey '${id}' asks for a channel for the intent '${name}', which 'channelChoice.table' does not have.`),
    ...(uses.usesHandoff && adapters.handoff === undefined ? [`Journey '${id}' hands off to a person: give 'handoff'.`] : []),
    ...missingInCrm(adapters.crm, id, uses),
  ];
}

function missingOnChannel({ adapters }: Wiring, { id, name, needs }: { readonly id: string; readonly name: string; readonly needs: readonly Capability[] }): readonly string[] {
  const channel = adapters.channels[name];
  if (channel === undefined) return [`Journey '${id}' needs the channel '${name}': give an adapter for it in 'channels'.`];
  return needs.filter((need) => channel.capabilities[need] !== true).map((need) => `Journey '${id}' needs '${need}' on channel '${name}', which its adapter '${channel.name}' does not have.`);
}

const sending: readonly Capability[] = ['text', 'buttons', 'media', 'template'];

function unusable({ adapters, limits, timing }: Wiring): readonly string[] {
  const channels = Object.entries(adapters.channels);
  return [
    ...crmFaults(adapters.crm),
    ...channels.filter(([, channel]) => channel.contract !== 1).map(([name]) => `The adapter of channel '${name}' speaks another version of the contract: use one for contract 1.`),
    ...channels.filter(([, channel]) => channel.send === undefined && sending.some((can) => channel.capabilities[can] === true)).map(([name]) => `The adapter of channel '${name}' says that it can send, but has no 'send'.`),
    ...(limits.eventBytes < 65_536 ? ['limits.eventBytes must be 65,536 or more.'] : []),
    ...Object.entries(timing).filter(([, value]) => !(Number.isFinite(value) && value > 0)).map(([name]) => `timing.${name} must be a number above 0.`),
    ...(timing.leaseMs <= timing.callMs ? ['timing.leaseMs must be longer than timing.callMs, or a call that still runs would be made twice.'] : []),
  ];
}
