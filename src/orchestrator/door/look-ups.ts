import type { IncomingEvent } from '../../model/incoming-event.js';

type About = Pick<IncomingEvent, 'tenant' | 'who'>;

/** Events for which it is being looked up whose they are: a later one under the same name waits in the same way, or it would overtake them. */
export interface LookUps {
  under(event: About): boolean;
  /** the answer ends it */
  begin(event: About): () => void;
}

/** Nobody is being looked up yet. */
export function createLookUps(): LookUps {
  const counts = new Map<string, number>();
  const add = (names: readonly string[], amount: number): void => {
    for (const name of names) {
      const count = (counts.get(name) ?? 0) + amount;
      if (count === 0) counts.delete(name);
      else counts.set(name, count);
    }
  };
  return {
    under: (event) => counts.size > 0 && namesOf(event).some((name) => counts.has(name)),
    begin(event) {
      const names = namesOf(event);
      add(names, 1);
      return () => add(names, -1);
    },
  };
}

const namesOf = ({ tenant, who }: About): readonly string[] => (who.customer === undefined ? who.identities : [who.customer]).map((name) => `${tenant}/${name}`);
