import { entrance, stepAt, visit } from './bench-journey.js';
import type { Competitor } from './competitor.js';
import { beginMeasuring, type Figures } from './measure.js';

/** How far the customers and their clients have come; goes on from round to round. */
export interface Tour {
  /** steps that each customer has taken since entering */
  readonly stepsOf: number[];
  /** the customer with whom each client is */
  readonly with: number[];
}

/** Every customer enters the journey; so many of them at a time. */
export async function enterAll(competitor: Competitor, customers: number, atOnce: number): Promise<void> {
  await concurrently(atOnce, async (client) => {
    for (let customer = client; customer < customers; customer += atOnce) await competitor.bring(customer, entrance);
  });
}

/** A tour that has not begun. */
export function planTour(customers: number, concurrency: number): Tour {
  return { stepsOf: Array.from({ length: customers }, () => 0), with: Array.from({ length: concurrency }, (_, client) => client) };
}

/** A closed loop for some time: each client leads one customer after another through a visit and brings the next event when the last one is durable. */
export async function visitCustomers(competitor: Competitor, tour: Tour, seconds: number): Promise<Figures> {
  const waitedMs: number[] = [];
  let answers = 0;
  const figures = beginMeasuring();
  const deadline = performance.now() + seconds * 1_000;
  await concurrently(tour.with.length, async (client) => {
    while (performance.now() < deadline) {
      const customer = customerOf(tour, client);
      const step = stepAt(tour.stepsOf[customer] ?? 0);
      const ready = performance.now();
      await competitor.bring(customer, step);
      waitedMs.push(performance.now() - ready);
      if (step.asks) {
        await competitor.answer(customer);
        answers += 1;
      }
      tour.stepsOf[customer] = (tour.stepsOf[customer] ?? 0) + 1;
    }
  });
  return figures(waitedMs.length + answers, waitedMs);
}

/** Stays with a customer until their visit is over, then goes on to the client's next one. */
function customerOf(tour: Tour, client: number): number {
  const customer = tour.with[client] ?? client;
  const steps = tour.stepsOf[customer] ?? 0;
  if (steps === 0 || steps % visit.length !== 0) return customer;
  const next = customer + tour.with.length;
  return tour.with[client] = next < tour.stepsOf.length ? next : client;
}

const concurrently = (clients: number, work: (client: number) => Promise<void>): Promise<unknown> => Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
