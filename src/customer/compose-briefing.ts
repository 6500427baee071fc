import { describeState } from '../journey/describe-state.js';
import type { DataClass } from '../model/data-class.js';
import type { Purpose } from '../model/effect.js';
import type { LogEntry } from '../ports/store.js';
import type { CustomerProfile, CustomerState } from './customer-state.js';
import type { FactOrigin, InstanceState } from './instance-state.js';
import { declarationOf } from './journey-book.js';
import type { TurnWorld } from './turn-world.js';

/** What a person needs before hello: who it is, what is going on, what was said and what is already known. */
export interface Briefing {
  readonly customer: string;
  readonly identities: readonly string[];
  readonly profile: CustomerProfile;
  readonly journeys: readonly { readonly instance: string; readonly journey: string; readonly inWords: string; readonly since: number; readonly facts: readonly KnownFact[] }[];
  /** the last interactions over all channels, oldest first */
  readonly interactions: readonly Interaction[];
}
/** One thing already given, with how careful we must be with it and where it came from. */
export interface KnownFact { readonly name: string; readonly value: unknown; readonly dataClass: DataClass; readonly origin: FactOrigin }
/** One message or call, in or out, on any channel. */
export interface Interaction {
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly channel: string;
  readonly conversation?: string;
  readonly text?: string;
  /** of one that came in: the event's type */
  readonly type?: string;
  /** of one that came in: the event's id */
  readonly event?: string;
  /** of one that went out: its effect key */
  readonly key?: string;
  readonly purpose?: Purpose;
  readonly buttons?: readonly string[];
  /** of one that was to go out and did not: why */
  readonly suppressed?: string;
  readonly instance?: string;
}

/** Composes the briefing from the customer as last committed and the newest interactions, newest first as the store answers them. */
export function composeBriefing(world: TurnWorld, customer: string, state: CustomerState, newest: readonly LogEntry[]): Briefing {
  return {
    customer, identities: state.identities, profile: state.profile,
    journeys: state.instances.map((instance) => inWords(world, instance)),
    interactions: newest.map(readInteraction).toReversed(),
  };
}

/** Reads one interaction of the log. */
export const readInteraction = (entry: LogEntry): Interaction => ({ at: entry.at, ...(JSON.parse(entry.body) as Omit<Interaction, 'at'>) });

function inWords(world: TurnWorld, instance: InstanceState): Briefing['journeys'][number] {
  const journey = world.book.find(instance.journey, instance.version);
  return {
    instance: instance.id, journey: instance.journey, since: instance.startedAt,
    inWords: journey === undefined ? 'its definition is not among the host\'s journeys' : describeState(journey, instance.snapshot.value).inWords,
    facts: Object.entries(instance.snapshot.context).flatMap(([name, value]) => {
      const declared = journey === undefined ? undefined : declarationOf(journey).facts[name];
      const origin = instance.origins[name];
      return declared === undefined || origin === undefined || value === null ? [] : [{ name, value, dataClass: declared.dataClass, origin }];
    }),
  };
}
