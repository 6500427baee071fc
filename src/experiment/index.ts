export { defineExperiment, type Experiment, type ExperimentOptions } from './experiment.js';
export { heldOut } from './held-out.js';
export { armOf } from './arm-of.js';
export { judgeLift, type ArmTally, type Lift, type LiftAsked } from './judge-lift.js';
