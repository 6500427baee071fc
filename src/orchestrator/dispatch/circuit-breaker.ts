/** Whether an adapter is called at all. Open: not before `until`; half-open: one probe decides. */
export type Circuit =
  | { readonly state: 'closed'; readonly failures: number }
  | { readonly state: 'open'; readonly until: number; readonly times: number }
  | { readonly state: 'half-open'; readonly times: number };

export interface CircuitRule {
  /** failures in a row that open it */
  readonly failures: number;
  /** first time open, milliseconds; doubles each time a probe fails, to `maxMs` */
  readonly openMs: number;
  readonly maxMs: number;
}

export const closedCircuit: Circuit = { state: 'closed', failures: 0 };

/** Asks to call: the circuit after asking, and how long to wait where it may not. The first to ask after `until` is the probe. */
export function askCircuit(circuit: Circuit, now: number): { readonly circuit: Circuit; readonly waitMs: number } {
  if (circuit.state === 'closed') return { circuit, waitMs: 0 };
  if (circuit.state === 'half-open') return { circuit, waitMs: probeWaitMs };
  if (now < circuit.until) return { circuit, waitMs: circuit.until - now };
  return { circuit: { state: 'half-open', times: circuit.times }, waitMs: 0 };
}

/** The circuit after a call succeeded or failed. */
export function afterCall(circuit: Circuit, rule: CircuitRule, call: { readonly ok: boolean; readonly now: number }): Circuit {
  // what began before it opened says nothing new
  if (circuit.state === 'open') return circuit;
  if (call.ok) return closedCircuit;
  if (circuit.state === 'closed' && circuit.failures + 1 < rule.failures) return { state: 'closed', failures: circuit.failures + 1 };
  const times = circuit.state === 'closed' ? 0 : circuit.times + 1;
  return { state: 'open', until: call.now + Math.min(rule.maxMs, rule.openMs * 2 ** times), times };
}

/** While a probe is under way, others look again after this. */
const probeWaitMs = 1_000;
