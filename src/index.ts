// describe a journey
export { defineJourney } from './journey/define-journey.js';
export type { AnyJourney, Journey } from './journey/journey.js';
export { activity, type Activity } from './model/activity.js';
export { facts, type Fact } from './model/fact.js';
export type { DataClass } from './model/data-class.js';
export { noData, type JourneyEvent, type NoData } from './model/journey-event.js';
export { days, hours, minutes, seconds } from './model/duration.js';
export type { Purpose } from './model/effect.js';
export type { PauseRule, Reentry } from './model/declaration.js';
export { drawJourney } from './journey/draw-journey.js';
export { startStep, step } from './journey/step/step.js';
export type { Step } from './journey/step/step-contract.js';

// run journeys
export { createOrchestrator } from './orchestrator/create-orchestrator.js';
export type { ListPage, Orchestrator } from './orchestrator/orchestrator.js';
export type { ActivityIo, OrchestratorOptions, Timing } from './orchestrator/options/orchestrator-options.js';
export type { OrchestratorEvents } from './orchestrator/orchestrator-events.js';
export type { HandoffRequest } from './customer/briefing/handoff-request.js';
export type { Heard } from './orchestrator/door/understand-event.js';
export { defaultLimits, type Limits } from './model/limits.js';

// say and read what happened
export type { Incoming } from './model/incoming-event.js';
export type { Receipt } from './model/receipt.js';
export type { Explanation } from './customer/explain-customer.js';
export type { Briefing } from './customer/briefing/briefing.js';
export type { Interaction } from './customer/briefing/interaction.js';

// when a promise is broken
export { JourneyError, type JourneyErrorCode } from './errors/index.js';
