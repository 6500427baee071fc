import type { AnyJourney } from '../journey/journey.js';
import type { Step } from '../journey/step/step-contract.js';
import type { InstanceState } from './instance-state.js';

/** One step on its way into the turn: of which instance, by which event, over which channel. */
export interface Applying { readonly instance: InstanceState; readonly journey: AnyJourney; readonly taken: Step; readonly name: string; readonly via: string | undefined }

/** The name of a journey's first step: it starts, it does not move. */
export const startName = 'journey.started';
