import { describeState } from '../../journey/describe-state.js';
import { stricterClass } from '../../model/data-class.js';
import { originOf } from '../facts/facts-origin.js';
import type { InstanceState } from '../instance/instance-state.js';
import { declarationOf } from '../journey-book.js';
import type { TurnWorld } from '../turn-world.js';
import type { BriefedJourney, KnownFact } from './briefing.js';

/** One running journey in a person's words: where it stands, what it waits for and what it knows. */
export function journeyInWords(world: TurnWorld, instance: InstanceState): BriefedJourney {
  const journey = world.book.find(instance.journey, instance.version);
  const described = journey === undefined ? { inWords: 'its definition is not among the host\'s journeys', waitsFor: [] } : describeState(journey, instance.snapshot.value);
  return { instance: instance.id, journey: instance.journey, inWords: described.inWords, waitsFor: described.waitsFor, since: instance.startedAt, facts: factsOf(world, instance) };
}

function factsOf(world: TurnWorld, { journey: id, version, snapshot, origins }: InstanceState): readonly KnownFact[] {
  const journey = world.book.find(id, version);
  if (journey === undefined) return [];
  const declared = declarationOf(journey).facts;
  return Object.entries(snapshot.context).flatMap(([name, value]) => {
    const origin = originOf(origins, name);
    const fact = declared[name];
    return fact === undefined || origin === undefined || value === null ? [] : [{ name, value, dataClass: stricterClass(fact.dataClass, origin.dataClass), origin, verified: origin.verified === true }];
  });
}
