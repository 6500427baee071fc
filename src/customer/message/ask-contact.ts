import { parseEffectKey } from '../../model/effect-key.js';
import { parseInstanceId } from '../../model/instance-id.js';
import type { ContactAsked } from '../../policy/contact/contact-asked.js';
import type { ContactRules, CustomerContact } from '../../policy/contact/contact-rules.js';
import type { ContactDecision } from '../../policy/contact/decide-contact.js';
import { plainRules } from '../../policy/contact/plain-rules.js';
import type { ChannelModel } from '../../routing/channel-choice.js';
import type { CustomerState } from '../customer-state.js';
import type { TurnWorld } from '../turn-world.js';
import { plannedSends, priorityOf } from './planned-sends.js';
import { retiringChannels } from './retiring-channels.js';

/** A customer's state, the keys of messages that an adapter was given and has not answered for, and how channels stand now. */
export interface Whom { readonly state: CustomerState; readonly underWay?: ReadonlySet<string>; readonly model?: ChannelModel | undefined }

/** The rules that hold for this host. */
export const rulesOf = ({ contact }: TurnWorld): ContactRules => contact ?? plainRules;

/** Asks the rules whether a message may go to a customer now, and what comes after where it may not. */
export function askContact(world: TurnWorld, whom: Whom, asked: ContactAsked): ContactDecision {
  const rules = rulesOf(world);
  const terms = { publicChannels: publicChannelsOf(world), ...retiringChannels(world, whom, asked.purpose) };
  if (rules.lookAheadMs === 0) return rules.decide(contactOf(whom), { ...asked, ...terms });
  const instance = String(parseEffectKey(asked.key).cause);
  const planned = plannedSends(world, whom.state, { instance, until: asked.at + rules.lookAheadMs });
  return rules.decide({ ...contactOf(whom), planned }, { ...asked, ...terms, priority: priorityOf(world.book.latest(parseInstanceId(instance).journey)) });
}

/** What the rules are told of a customer. */
export function contactOf({ state, underWay }: Whom): CustomerContact {
  const { timeZone, country } = state.profile;
  return {
    consents: state.consents ?? [], suppressions: state.suppressions ?? [], sends: state.sends ?? [], phones: phonesIn(state),
    ...(timeZone !== undefined && { timeZone }), ...(country !== undefined && { country }), ...(underWay !== undefined && { underWay }),
  };
}

const phonesIn = ({ identities }: CustomerState): readonly string[] => identities.filter((identity) => identity.startsWith(phone)).map((identity) => identity.slice(phone.length));
const phone = 'phone:';

const publicChannelsOf = ({ channels }: TurnWorld): readonly string[] => Object.keys(channels).filter((name) => channels[name]?.capabilities.public === true);
