import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from 'throughline/testing';
import { expectAllAccountedFor } from '../audit/accounted-for.js';
import { inOrder, order, People } from '../orchestrator/merge/people.js';
import { runsOf } from '../full-size.js';

/** 100,000 is the whole proof. */
const runs = runsOf({ ci: 60, full: 100_000 });
const persons = 4;

type Command =
  | { readonly do: 'say'; readonly who: number }
  | { readonly do: 'order'; readonly who: number }
  | { readonly do: 'link'; readonly who: number; readonly other: number }
  | { readonly do: 'prove'; readonly who: number; readonly other: number }
  | { readonly do: 'claim'; readonly who: number; readonly other: number }
  | { readonly do: 'unlink'; readonly who: number };

const person = fc.nat(persons - 1);
const two = fc.tuple(person, person).filter(([who, other]) => who !== other);
const command: fc.Arbitrary<Command> = fc.oneof(
  person.map((who): Command => ({ do: 'say', who })), person.map((who): Command => ({ do: 'order', who })),
  two.map(([who, other]): Command => ({ do: 'link', who, other })), two.map(([who, other]): Command => ({ do: 'prove', who, other })),
  two.map(([who, other]): Command => ({ do: 'claim', who, other })), person.map((who): Command => ({ do: 'unlink', who })),
);

const address = (who: number): string => `email:p${who}@example.org`;
const valueOf = (who: number): string => `p${who}@example.org`;

/** What is true without any lane or store: who was taken for whom, and what each person said and ordered. */
class Model {
  readonly parent = new Map<number, number>();
  readonly said = new Map<number, string[]>();
  readonly orders = new Map<number, string[]>();
  #words = 0;

  root(who: number): number {
    const parent = this.parent.get(who);
    return parent === undefined ? who : this.root(parent);
  }

  /** everybody who is one with this person now */
  all(who: number): readonly number[] {
    return Array.from({ length: persons }, (_, other) => other).filter((other) => this.root(other) === this.root(who));
  }

  /** a lower number was known earlier: they were met in that order */
  join(who: number, other: number): void {
    const [a, b] = [this.root(who), this.root(other)];
    if (a !== b) this.parent.set(Math.max(a, b), Math.min(a, b));
  }

  note(book: Map<number, string[]>, who: number, prefix: string): string {
    const word = `${prefix}${this.#words += 1}`;
    book.set(who, [...book.get(who) ?? [], word]);
    return word;
  }
}

async function live(commands: readonly Command[], unsound: (people: People) => void = () => {}): Promise<void> {
  const people = new People([order()]);
  unsound(people);
  const model = new Model();
  const ids: string[] = [];
  for (let who = 0; who < persons; who += 1) {
    const number = model.note(model.orders, who, 'o');
    ids.push((await people.say([address(who)], 'order.placed', { number, note: 'begin' }, model.note(model.said, who, 'e'))).customer ?? '');
    await people.host.clock.advance(1);
  }
  for (const one of commands) {
    await obey(people, model, ids, one);
    await people.host.clock.advance(1);
  }
  for (let who = 0; who < persons; who += 1) await compare(people, model, who);
  await people.host.orchestrator.close();
  await expectAllAccountedFor({ store: () => createMemoryStore({ data: people.host.data, clock: people.host.clock }) });
}

async function obey(people: People, model: Model, ids: readonly string[], one: Command): Promise<void> {
  const { orchestrator } = people.host;
  switch (one.do) {
    case 'say': await people.say([address(one.who)], 'order.noted', { number: model.orders.get(one.who)?.[0] ?? '', note: 'more' }, model.note(model.said, one.who, 'e')); return;
    case 'order': await people.say([address(one.who)], 'order.placed', { number: model.note(model.orders, one.who, 'o'), note: 'new' }, model.note(model.said, one.who, 'e')); return;
    case 'link': await orchestrator.link(address(one.who), address(one.other), 'said so'); model.join(one.who, one.other); return;
    case 'prove': await people.proves(address(one.who), address(one.other)); model.join(one.who, one.other); return;
    case 'claim': await people.say([address(one.who), { namespace: 'email', value: valueOf(one.other), verified: false }], 'order.noted', { number: 'none', note: 'x' }, model.note(model.said, one.who, 'e')); return;
    case 'unlink': {
      const isMerged = model.parent.has(one.who);
      await orchestrator.unlink(ids[one.who] ?? '', 'a mistake').catch((error: unknown) => { if (isMerged) throw error; });
      model.parent.delete(one.who);
      return;
    }
    default: one satisfies never;
  }
}

/** What a person who reads about this customer is shown is what those who are one with them brought, all of it and nothing else. */
async function compare(people: People, model: Model, who: number): Promise<void> {
  const one = model.all(who);
  const { identities, journeys, interactions } = await people.host.orchestrator.briefing(address(who));
  const timeline = await people.host.orchestrator.timeline(address(who), { limit: 1_000 });
  expect(identities.toSorted()).toEqual(one.map(address).toSorted());
  expect(inOrder(timeline.map(({ event }) => event))).toEqual(inOrder(one.flatMap((other) => model.said.get(other) ?? [])));
  expect(interactions.length).toBe(Math.min(50, timeline.length));
  expect(inOrder(journeys.flatMap(({ facts }) => facts.filter(({ name }) => name === 'number').map(({ value }) => value)))).toEqual(inOrder(one.flatMap((other) => model.orders.get(other) ?? [])));
}

const lives = fc.array(command, { maxLength: 30 });
/** Lives that were once told wrong. */
const known: [Command[]][] = [
  [[{ do: 'prove', who: 1, other: 3 }, { do: 'say', who: 3 }, { do: 'order', who: 1 }, { do: 'unlink', who: 3 }]],
  [[{ do: 'link', who: 1, other: 2 }, { do: 'link', who: 3, other: 2 }, { do: 'order', who: 2 }, { do: 'unlink', who: 2 }, { do: 'link', who: 2, other: 0 }, { do: 'order', who: 2 }]],
  [[{ do: 'link', who: 2, other: 3 }, { do: 'link', who: 1, other: 3 }, { do: 'say', who: 3 }, { do: 'link', who: 1, other: 0 }, { do: 'unlink', who: 3 }]],
];

describe('P21: who were taken for one', () => {
  test('are shown as one while they are, and apart each sees what they brought and what came since by their own contacts, never less or more', async () => {
    await fc.assert(fc.asyncProperty(lives, (commands) => live(commands)), { numRuns: runs, endOnFailure: true, examples: known });
  }, 3_600_000);

  test('the proof notices a library that merges on a claim', async () => {
    const credulous = (people: People): void => {
      const { orchestrator } = people.host;
      const accept = orchestrator.accept.bind(orchestrator);
      people.host.orchestrator = { ...orchestrator, accept: (event) => accept(believing(event)) };
    };
    const believing = (event: Parameters<People['host']['orchestrator']['accept']>[0]): typeof event => ('customer' in event.who ? event : { ...event, who: event.who.map((one) => (typeof one === 'string' ? { namespace: one.slice(0, one.indexOf(':')), value: one.slice(one.indexOf(':') + 1), verified: true } : { ...one, verified: true })) });
    await expect(fc.assert(fc.asyncProperty(lives, (commands) => live(commands, credulous)), { numRuns: 200 })).rejects.toThrow('Property failed');
  }, 60_000);
});

describe('merging', () => {
  test('always ends the same in whatever order and however often it is done: history, identities, runs and figures (property 17)', async () => {
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), fc.array(two, { maxLength: 4 }), async (shuffled, again) => {
      const people = new People([order()]);
      for (let who = 0; who < persons; who += 1) {
        await people.say([address(who)], 'order.placed', { number: `${who}`, note: 'x' }, `e${who}`);
        await people.host.clock.advance(1);
      }
      for (let at = 1; at < persons; at += 1) await people.host.orchestrator.link(address(shuffled[at - 1] ?? 0), address(shuffled[at] ?? 0), 'x');
      for (const [who, other] of again) await people.host.orchestrator.link(address(who), address(other), 'x');
      const { who, identities, journeys } = await people.host.orchestrator.briefing(address(3));
      expect(who.merged.map(({ customer }) => customer)).toHaveLength(3);
      expect(identities).toEqual([0, 1, 2, 3].map(address));
      expect(inOrder(journeys.flatMap(({ facts }) => facts.filter(({ name }) => name === 'number').map(({ value }) => value)))).toEqual(['0', '1', '2', '3']);
      expect((await people.host.orchestrator.timeline(address(0))).map(({ event }) => event)).toEqual(['e3', 'e2', 'e1', 'e0']);
      expect(await people.host.orchestrator.figures(['events.accepted', 'customers.merged', 'journey.order.started'])).toEqual([4, 3, 4]);
      await people.host.orchestrator.close();
    }), { numRuns: 24 });
  });
});
