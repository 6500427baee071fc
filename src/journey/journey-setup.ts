import type { Checked } from './checked.js';
import type { JourneyConfig } from './journey-config.js';
import type { BuiltAction, BuiltGuard, Delay, JourneyWords, Params, WordsWith } from './journey-words.js';

/** XState's `setup`, already knowing this journey's events, facts, effects and activities. */
export type JourneySetup<W extends JourneyWords, J> =
  <TA extends Params = {}, TG extends Params = {}, TD extends string = never>(own?: {
    /** facts worked out by XState's `assign`, or its `raise`, `cancel`, `emit`, `log`, `enqueueActions`; work outside is an activity or an effect */
    readonly actions?: { readonly [K in keyof TA]: BuiltAction<WordsWith<W, TA, TG, TD>, W['event'], TA[K]> };
    /** pure questions about facts and event */
    readonly guards?: { readonly [K in keyof TG]: BuiltGuard<WordsWith<W, TA, TG, TD>, W['event'], TG[K]> };
    /** milliseconds, a pure function of the facts that gives them, or a wait: until a date in the facts, a time on the wall, or for business hours */
    readonly delays?: { readonly [K in TD]: Delay<W> };
  }) => JourneyMaker<WordsWith<W, TA, TG, TD>, J>;

export interface JourneyMaker<W extends JourneyWords, J> {
  /** XState's `createMachine` that also refuses what XState lets through; throws JourneyError `InvalidDefinition` with every reason. */
  createMachine<const Config extends JourneyConfig<W>>(config: Config & Checked<Config, W>): J;
}
