export { defineExperiment, heldOut, type Experiment, type ExperimentOptions } from './experiment.js';
export { armOf } from './arm-of.js';
export { judgeLift, type ArmTally, type Lift, type LiftAsked } from './judge-lift.js';
