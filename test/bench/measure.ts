/** What one round of a competitor came to. */
export interface Figures {
  readonly eventsPerSecond: number;
  /** from the moment the customer is ready to bring an event until it is durable, waiting in line included; milliseconds */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** of all threads of the process, microseconds */
  readonly cpuUsPerEvent: number;
  /** of the process when the round ended */
  readonly rssMb: number;
}

/** Begins to measure; the answer ends it and says what `events` durable events with these waiting times came to. */
export function beginMeasuring(): (events: number, waitedMs: readonly number[]) => Figures {
  const cpu = process.cpuUsage();
  const start = performance.now();
  return (events, waitedMs) => {
    const seconds = (performance.now() - start) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    return {
      eventsPerSecond: events / seconds,
      p50Ms: quantile(waitedMs, 0.5), p99Ms: quantile(waitedMs, 0.99),
      cpuUsPerEvent: (user + system) / events,
      rssMb: process.memoryUsage().rss / 2 ** 20,
    };
  };
}

/** The middle of several rounds, figure by figure. */
export function medianFigures(rounds: readonly Figures[]): Figures {
  const of = (pick: (figures: Figures) => number): number => median(rounds.map(pick));
  return {
    eventsPerSecond: of((one) => one.eventsPerSecond), p50Ms: of((one) => one.p50Ms), p99Ms: of((one) => one.p99Ms),
    cpuUsPerEvent: of((one) => one.cpuUsPerEvent), rssMb: of((one) => one.rssMb),
  };
}

/** The middle value; of an even number of them the lower of the two in the middle. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value that this part of them does not exceed. */
export function quantile(values: readonly number[], part: number): number {
  return Float64Array.from(values).sort()[Math.max(0, Math.ceil(values.length * part) - 1)] ?? NaN;
}
