/** An event as the store keeps it. */
export interface KeptEvent { readonly id: string; readonly source: string; readonly type: string; readonly data: Readonly<Record<string, unknown>> }

/** What stands of a customer: their running journeys with what they know, and who they said they are. */
export interface Standing {
  readonly journeys: readonly { readonly journey: string; readonly key?: string; readonly where: unknown; readonly facts: unknown }[];
  readonly profile: Readonly<Record<string, unknown>>;
}

/** What an event may do, and no more. */
export interface Declared {
  readonly status: 'handled' | 'ignored';
  readonly reason?: string;
  /** messages it makes */
  readonly effects: number;
  readonly standing: Standing;
}

interface Person { tally: { count: number; order: number[] } | undefined; readonly orders: Set<string>; profile: Record<string, unknown>; readonly ended: Set<string> }

/** The journeys `tally` and `reminder` of test/orchestrator/door/journeys.ts, and the customer's profile, in plain words. */
export class ShopModel {
  readonly #people = new Map<string, Person>();

  /** What this event does to this customer (a key of the caller's), who is then as it says. */
  take(customer: string, event: KeptEvent): Declared {
    const person = this.#people.get(customer) ?? { tally: undefined, orders: new Set(), profile: {}, ended: new Set() };
    this.#people.set(customer, person);
    return { ...did(person, event), standing: standingOf(person) };
  }

  get customers(): readonly string[] { return [...this.#people.keys()]; }

  standing(customer: string): Standing {
    const person = this.#people.get(customer);
    return person === undefined ? { journeys: [], profile: {} } : standingOf(person);
  }
}

type Did = Omit<Declared, 'standing'>;
const handled = (effects = 0): Did => ({ status: 'handled', effects });
const ignored = (reason: string): Did => ({ status: 'ignored', reason, effects: 0 });

function did(person: Person, { type, data }: KeptEvent): Did {
  const unheard = (journey: string): Did => ignored(person.ended.has(journey) ? 'JourneyClosed' : 'NoJourney');
  switch (type) {
    case 'visit.began':
      if (person.tally !== undefined) return ignored('NotHandled');
      person.tally = { count: 0, order: [] };
      return handled();
    case 'item.added':
      if (person.tally === undefined) return unheard('tally');
      person.tally = { count: person.tally.count + 1, order: [...person.tally.order, Number(data['n'])].slice(-200) };
      return handled();
    case 'note.left': return person.tally === undefined ? unheard('tally') : handled(1);
    case 'visit.closed':
      if (person.tally === undefined) return unheard('tally');
      person.tally = undefined;
      person.ended.add('tally');
      return handled();
    default: return didOrder(person, { type, data }, unheard) ?? didBeside(person, { type, data });
  }
}

function didOrder(person: Person, { type, data }: Pick<KeptEvent, 'type' | 'data'>, unheard: (journey: string) => Did): Did | undefined {
  if (type === 'order.placed') {
    const order = String(data['order']);
    if (person.orders.has(order)) return ignored('NotHandled');
    person.orders.add(order);
    return handled(1);
  }
  if (type !== 'order.paid') return undefined;
  if (person.orders.size === 0) return unheard('reminder');
  person.orders.clear();
  person.ended.add('reminder');
  return handled();
}

/** what no journey declares */
function didBeside(person: Person, { type, data }: Pick<KeptEvent, 'type' | 'data'>): Did {
  if (type !== 'customer.updated') return type.startsWith('web.') ? handled() : ignored('UnknownEvent');
  person.profile = { ...person.profile, ...data };
  return handled();
}

function standingOf({ tally, orders, profile }: Person): Standing {
  const visits = tally === undefined ? [] : [{ journey: 'tally', where: 'open', facts: tally }];
  const waiting = [...orders].map((order) => ({ journey: 'reminder', key: order, where: 'waiting', facts: { order } }));
  return { journeys: inOrder([...waiting, ...visits]), profile };
}

/** The same of a customer as the store keeps it. */
export function standingIn(state: string): Standing {
  const kept: { readonly profile: Standing['profile']; readonly instances: readonly { readonly journey: string; readonly key?: string; readonly snapshot: { readonly value: unknown; readonly context: unknown } }[] } = JSON.parse(state);
  const journeys = kept.instances.map(({ journey, key, snapshot }) => ({ journey, ...(key !== undefined && { key }), where: snapshot.value, facts: snapshot.context }));
  return { journeys: inOrder(journeys), profile: kept.profile };
}

function inOrder<J extends { readonly journey: string; readonly key?: string }>(journeys: readonly J[]): readonly J[] {
  const nameOf = ({ journey, key = '' }: J): string => `${journey} ${key}`;
  return journeys.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
