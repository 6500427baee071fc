import type { VisitStep } from './bench-journey.js';

/** One way to run the journey durably; members stand in the order they are called. */
export interface Competitor {
  /** All customers enter at once, by a quicker way than being brought one by one; nobody measures it. */
  enter?(customers: number): Promise<void>;
  /** One event of one customer; resolves when it is durable. Events of one customer come one after another. */
  bring(customer: number, step: VisitStep): Promise<void>;
  /** Resolves when the answer of the activity that the customer's last event asked for is durable as well. */
  answer(customer: number): Promise<void>;
  /** Lets what is under way end and says what is in the file of these customers. */
  finish(customers: number): Promise<EndState>;
}

/** A database on a server, and the name of one process's customers in it. */
export interface SharedDatabase { readonly url: string; readonly group: string }

/** What a competitor is made for. */
export interface Course {
  /** an empty folder on the disk all competitors share */
  readonly folder: string;
  /** called after every commit that was synced: what a slow disk takes longer */
  readonly afterSync: () => void;
  /** a server's database for those who keep nothing in the folder, and whose customers these are where several processes share it */
  readonly database?: SharedDatabase;
}

/** What is in the file in the end, for the assertion that nobody measured a loop which does no work. */
export interface EndState {
  /** of each customer, in order; nothing where the competitor knows no journeys */
  readonly journeys?: readonly { readonly where: string; readonly turns: number }[];
  /** what the adapter was really given */
  readonly sends?: number;
  readonly lookups?: number;
  /** what stands in the log, by kind */
  readonly log?: { readonly event: number; readonly decision: number; readonly messagesOut: number };
  /** records in an append-only file */
  readonly records?: number;
}
