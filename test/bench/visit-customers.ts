import { entrance, stepAt, visit } from './bench-journey.js';
import type { Competitor } from './competitor.js';
import { beginMeasuring, type Figures } from './measure.js';

/** How far the customers and their clients have come; goes on from round to round. */
export interface Tour {
  /** steps that each customer has taken since entering */
  readonly stepsOf: number[];
  /** where in the order of customers the first client began */
  readonly begin: number;
  /** how many places further each client is */
  readonly at: number[];
  /** the customer so many places further: neighbours in the order are none in the file, or one read would bring many */
  readonly customerAt: (place: number) => number;
}

/** Every customer enters the journey; so many of them at a time. */
export async function enterAll(competitor: Pick<Competitor, 'enter' | 'bring'>, customers: number, atOnce: number): Promise<void> {
  if (competitor.enter !== undefined) return competitor.enter(customers);
  await concurrently(atOnce, async (client) => {
    for (let customer = client; customer < customers; customer += atOnce) await competitor.bring(customer, entrance);
  });
}

/** A tour of so many clients; `after` another one of the same customers it begins with those who have not been visited for longest. */
export function planTour(customers: number, concurrency: number, after?: Tour): Tour {
  const begin = after === undefined ? 0 : after.begin + Math.max(...after.at) + 1;
  const stride = strideFor(customers);
  return {
    begin,
    stepsOf: after?.stepsOf ?? Array.from({ length: customers }, () => 0),
    at: Array.from({ length: concurrency }, (_, client) => client),
    customerAt: (place) => (((begin + place) % customers) * stride) % customers,
  };
}

/** What a round came to, and how many durable events it was. */
export interface Round extends Figures { readonly events: number }

/** A closed loop for some time: each client leads one customer after another through a visit and brings the next event when the last one is durable. */
export async function visitCustomers(competitor: Competitor, tour: Tour, seconds: number): Promise<Round> {
  const waitedMs: number[] = [];
  let answers = 0;
  const figures = beginMeasuring();
  const deadline = performance.now() + seconds * 1_000;
  await concurrently(tour.at.length, async (client) => {
    while (performance.now() < deadline) {
      const customer = tour.customerAt(tour.at[client] ?? client);
      const steps = tour.stepsOf[customer] ?? 0;
      const step = stepAt(steps);
      const ready = performance.now();
      await competitor.bring(customer, step);
      waitedMs.push(performance.now() - ready);
      if (step.asks) {
        await competitor.answer(customer);
        answers += 1;
      }
      tour.stepsOf[customer] = steps + 1;
      if (tour.stepsOf[customer] % visit.length === 0) goOn(tour, client);
    }
  });
  const events = waitedMs.length + answers;
  return { events, ...figures(events, waitedMs) };
}

/** The client's next customer; the last one is followed by the client's first, so that no two clients are ever with the same. */
function goOn({ at, stepsOf }: Tour, client: number): void {
  const next = (at[client] ?? client) + at.length;
  at[client] = next < stepsOf.length ? next : client;
}

/** A step through a ring of customers that meets each of them once and is far from the step before. */
function strideFor(customers: number): number {
  let stride = Math.max(1, Math.round(customers * 0.618));
  while (commonDivisor(stride, customers) !== 1) stride += 1;
  return stride;
}

const commonDivisor = (one: number, other: number): number => (other === 0 ? one : commonDivisor(other, one % other));
const concurrently = (clients: number, work: (client: number) => Promise<void>): Promise<unknown> => Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
