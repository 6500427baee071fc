import { JourneyError } from '../../errors/index.js';
import { plainShapeOf } from '../../model/plain-shape.js';
import { asFunction } from './checked-guard.js';
import { checkedCall, definitionFault, type FaultLog, type Place } from './definition-fault.js';
import { withChange, type ActionArgs, type Resolve } from './xstate-action.js';

type Assign = (args: object, params: unknown) => unknown;

/** How an `assign` resolves itself in a step: as XState's does, every function in it checked, and no spawner made for each. */
export function assigning(faults: FaultLog, place: Place, assignment: unknown): Resolve {
  const assign = typeof assignment === 'function' ? assignAll(faults, place, assignment) : assignEach(faults, place, assignment);
  const spawn = (): never => { throw definitionFault(place, 'spawns a live actor; invoke an activity'); };
  return (_scope, snapshot, { event, self, system }: ActionArgs, params) => {
    const facts = assign({ context: snapshot.context, event, spawn, self, system }, params);
    return [withChange(snapshot, { context: Object.assign({}, snapshot.context, facts) }), undefined, undefined];
  };
}

function assignAll(faults: FaultLog, place: Place, assignment: object): Assign {
  const assign = checkedCall(faults, place, asFunction(assignment));
  return checkedCall(faults, place, (args: object, params: unknown) => {
    const facts = assign(args, params);
    if (facts === undefined) throw definitionFault(place, 'assigned undefined; return the facts that change');
    // of anything else only what happen to be its own keys would be taken
    if (typeof facts !== 'object' || facts === null || plainShapeOf(facts) !== 'object') throw new JourneyError('NotSerializable', `Action of '${place.path}' assigned what is no plain object of facts; return the facts that change`, { path: place.path });
    return facts;
  });
}

function assignEach(faults: FaultLog, place: Place, assignment: unknown): Assign {
  const facts = Object.entries(assignment ?? {}).map(([fact, value]: [string, unknown]) =>
    [fact, typeof value === 'function' ? checkedCall(faults, place, asFunction(value)) : () => value] as const);
  return (args, params) => {
    const changed: Record<string, unknown> = {};
    for (const [fact, assign] of facts) changed[fact] = assign(args, params);
    return changed;
  };
}
