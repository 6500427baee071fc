/** How large, deep and many anything may be before it is refused. Pass a part of it as `limits` to change a default. */
export interface Limits {
  /** canonical JSON bytes of one event, UTF-8; never below 65,536 (CloudEvents) */
  readonly eventBytes: number;
  /** nesting of objects and arrays */
  readonly depth: number;
  /** objects, arrays and leaves of one value */
  readonly nodes: number;
  /** UTF-16 units of one object key */
  readonly keyLength: number;
  /** UTF-8 bytes of one string */
  readonly stringBytes: number;
  /** characters of an event id or source, or of a correlation key */
  readonly idLength: number;
  /** characters of an event type */
  readonly typeLength: number;
  /** bytes of one journey's facts before a warning is recorded */
  readonly contextWarnBytes: number;
  /** bytes of one journey's facts before the step is refused */
  readonly contextBytes: number;
  /** microsteps one event may cause in one journey */
  readonly microsteps: number;
  /** effects one event may cause in one journey */
  readonly effectsPerEvent: number;
  /** timers one journey may hold */
  readonly timersPerJourney: number;
  /** deferred events one journey may hold */
  readonly deferredPerJourney: number;
  /** events waiting for one customer before `accept` answers `busy` */
  readonly waitingPerCustomer: number;
  /** events waiting in all before `accept` answers `busy` */
  readonly waitingInAll: number;
  /** how far ahead of the store's clock `occurredAt` may lie, milliseconds */
  readonly futureMs: number;
  /** the longest delay, milliseconds (ten years) */
  readonly delayMs: number;
  /** identities one event may name */
  readonly identitiesPerEvent: number;
}

/** The limits in force where the host says nothing. */
export const defaultLimits: Limits = {
  eventBytes: 256 * 1024,
  depth: 64,
  nodes: 10_000,
  keyLength: 256,
  stringBytes: 64 * 1024,
  idLength: 255,
  typeLength: 200,
  contextWarnBytes: 256 * 1024,
  contextBytes: 1024 * 1024,
  microsteps: 1_000,
  effectsPerEvent: 100,
  timersPerJourney: 1_000,
  deferredPerJourney: 1_000,
  waitingPerCustomer: 10_000,
  waitingInAll: 100_000,
  futureMs: 24 * 3_600_000,
  delayMs: 10 * 366 * 86_400_000,
  identitiesPerEvent: 16,
};
