import type { Assist, AssistSaid, AssistWork } from '../../ports/index.js';

/** What the router on the other side does instead of taking a contact: it is away, asks for a second's patience, or wants none of it. */
export type AssistTrouble = 'away' | 'busy' | 'refuses';

/** An assist beside the router that it speaks to, for one case. */
export interface AssistUnderTest {
  readonly assist: Assist;
  /** the contacts that the router has now, each as it was handed over */
  has(): Promise<readonly AssistWork[]>;
  /** from now on the router is in trouble */
  trouble(what: AssistTrouble): void;
  /** one request of the router that says these things; for an assist that takes requests */
  request?(said: readonly object[]): Promise<Request>;
  /** the router says these things by the transport of its own; for an assist with `open` */
  say?(said: readonly AssistSaid[]): Promise<void>;
  /** ends what was made for the case; the assist was closed */
  end?(): Promise<void>;
}

/** What the cases need of an assist under test. */
export interface AssistHarness {
  /** an assist, and a router with no contacts, of their own for every case */
  create(): AssistUnderTest | Promise<AssistUnderTest>;
}

/** A contact to be handed over. */
export const someWork: AssistWork = {
  item: 'contact-1', tenant: 'default', customer: 'c-1', queue: 'bills', channel: 'chat', reason: 'asked-for', priority: 3,
  skills: [{ skill: 'german', min: 2 }], since: 1_767_225_600_000, promised: { riskAt: 1_767_225_660_000, dueAt: 1_767_225_720_000 },
  packet: { facts: [{ name: 'bill', value: 'B-17' }], words: ['¿Dónde está?', '👍🏽', 'a "quoted" \\ line\n'] },
};

/** A whole life elsewhere: every kind of thing that is said. */
export const wholeLife: readonly AssistSaid[] = [
  { id: 'e1', item: 'contact-1', order: 1, type: 'created' },
  { id: 'e2', item: 'contact-1', order: 2, type: 'queued', queue: 'bills' },
  { id: 'e3', item: 'contact-1', order: 3, type: 'offered', agent: 'ann' },
  { id: 'e4', item: 'contact-1', order: 4, type: 'accepted', agent: 'ann' },
  { id: 'e5', item: 'contact-1', order: 5, type: 'transferred', to: { queue: 'refunds' } },
  { id: 'e6', item: 'contact-1', order: 6, type: 'transferred', to: { agent: 'bob' } },
  { id: 'e7', item: 'contact-1', order: 7, type: 'wrapped-up', agent: 'bob' },
  { id: 'e8', item: 'contact-1', order: 8, type: 'closed', because: 'served', agent: 'bob' },
  { id: 'e9', item: 'contact-2', order: 1, type: 'failed' },
];
