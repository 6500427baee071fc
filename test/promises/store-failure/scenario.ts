import type { Bench, BenchOptions, Said } from '../../orchestrator/door/bench.js';
import type { Outside } from './outside.js';
import type { Told } from './tell-scenario.js';

/** A small story of customers and their host, which must end the same whatever becomes of one call of its store. */
export interface Scenario {
  readonly title: string;
  /** the host's options, made once a telling: what stands outside outlives its processes */
  readonly host: (outside: Outside) => BenchOptions;
  /** the customers, as `namespace:value` */
  readonly who: readonly string[];
  readonly steps: readonly Step[];
  /** Holds the calm telling to what the scenario is about; throws where it tells of something else. */
  readonly isAbout: (told: Told, outside: Outside) => void;
}

/** One thing that happens; who gets no answer does the same again. */
export type Step =
  | { readonly kind: 'says'; readonly said: readonly Said[] }
  | { readonly kind: 'waits'; readonly ms: number }
  | { readonly kind: 'asks'; readonly ask: (bench: Bench, outside: Outside) => Promise<unknown> };

/** Events that are brought at one moment. */
export const says = (...said: readonly Said[]): Step => ({ kind: 'says', said });
/** Time goes by. */
export const waits = (ms: number): Step => ({ kind: 'waits', ms });
/** A person or a program asks for something that is no event. */
export const asks = (ask: (bench: Bench, outside: Outside) => Promise<unknown>): Step => ({ kind: 'asks', ask });
