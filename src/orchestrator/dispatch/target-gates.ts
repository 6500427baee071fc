import type { Clock } from '../../ports/clock.js';
import { afterCall, askCircuit, closedCircuit, type Circuit, type CircuitRule } from './circuit-breaker.js';
import type { Tell } from '../orchestrator-events.js';

/** What stands before each adapter: its circuit, its rate and how many calls are under way. */
export interface TargetGates {
  /** 0: call now (then `left` must follow); otherwise milliseconds to wait */
  enter(target: string, perSecond?: number): number;
  left(target: string, ok: boolean): void;
  readonly underWay: number;
}

interface Gate {
  circuit: Circuit;
  underWay: number;
  second: number;
  /** in the running second */
  calls: number;
  /** who was told to come in a later second and has not had the time to */
  waiting: number;
}

/** Opens a gate for every target that is asked for; `most` calls may be under way at one target. */
export function createTargetGates(clock: Clock, rule: CircuitRule & { readonly most: number }, tell: Tell): TargetGates {
  const gates = new Map<string, Gate>();
  const gateOf = (target: string): Gate => {
    const known = gates.get(target);
    if (known !== undefined) return known;
    const gate = { circuit: closedCircuit, underWay: 0, second: 0, calls: 0, waiting: 0 };
    gates.set(target, gate);
    return gate;
  };
  return {
    enter(target, perSecond) {
      const gate = gateOf(target);
      const now = clock.now();
      const wait = crowded(gate, { now, most: rule.most, perSecond });
      if (wait > 0) return wait;
      const asked = askCircuit(gate.circuit, now);
      gate.circuit = asked.circuit;
      if (asked.waitMs > 0) return asked.waitMs;
      gate.underWay += 1;
      gate.calls += 1;
      return 0;
    },
    left(target, ok) {
      const gate = gateOf(target);
      gate.underWay -= 1;
      const before = gate.circuit.state;
      gate.circuit = afterCall(gate.circuit, rule, { ok, now: clock.now() });
      const { circuit } = gate;
      if (circuit.state === 'open' && before !== 'open') tell('circuit.opened', { target, waitMs: circuit.until - clock.now() });
      if (circuit.state === 'closed' && before === 'half-open') tell('circuit.closed', { target });
    },
    get underWay() { return [...gates.values()].reduce((sum, gate) => sum + gate.underWay, 0); },
  };
}

/** Counts calls in the running second; where it is full, everybody is told a second of their own, so that a thousand who wait do not all come back with the next one. */
function crowded(gate: Gate, { now, most, perSecond }: { readonly now: number; readonly most: number; readonly perSecond: number | undefined }): number {
  if (gate.underWay >= most) return crowdedMs;
  const second = Math.floor(now / 1_000);
  const passed = Math.max(0, second - gate.second);
  if (second !== gate.second) Object.assign(gate, { second, calls: 0, waiting: Math.max(0, gate.waiting - passed * (perSecond ?? 0)) });
  if (perSecond === undefined || gate.calls < perSecond) return 0;
  const later = 1 + Math.floor(gate.waiting / perSecond);
  gate.waiting += 1;
  return (second + later) * 1_000 - now;
}

const crowdedMs = 50;
