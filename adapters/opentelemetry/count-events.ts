import type { OrchestratorEvents } from '../../src/orchestrator/orchestrator-events.js';
import { causeLabel, codeLabel, endingLabel, eventLabel, reasonLabel } from './closed-labels.js';
import type { Instruments } from './instruments.js';
import { attributeNames as a } from './telemetry-names.js';
import { receiptLabels } from './trace-accept.js';

/** Whatever tells what an orchestrator tells. */
export interface TellsEvents {
  /** hears it from now on */
  on<K extends keyof OrchestratorEvents>(type: K, listener: (what: OrchestratorEvents[K]) => void): void;
  /** hears it no more */
  off<K extends keyof OrchestratorEvents>(type: K, listener: (what: OrchestratorEvents[K]) => void): void;
}

/** Counts what an orchestrator tells until the answer is called; may be called twice. */
export function countEvents(instruments: Instruments, host: TellsEvents): () => void {
  const ends: (() => void)[] = [];
  const hear: Hear = (type, listener) => {
    host.on(type, listener);
    ends.push(() => host.off(type, listener));
  };
  for (const count of [countAnswers, countRuns, countMessages, countTrouble]) count(instruments, hear);
  return () => {
    for (const end of ends.splice(0)) end();
  };
}

type Hear = <K extends keyof OrchestratorEvents>(type: K, listener: (what: OrchestratorEvents[K]) => void) => void;

function countAnswers({ counters: { events, refused, handoffs, lookUps } }: Instruments, hear: Hear): void {
  hear('event.answered', ({ type, receipt }) => events.add(1, { [a.event]: eventLabel(type, receipt), ...receiptLabels(receipt) }));
  hear('input.refused', ({ door, channel, code, status }) => refused.add(1, { [a.door]: door, ...(channel !== undefined && { [a.destination]: channel }), [a.errorType]: code === undefined ? String(status) : codeLabel(code) }));
  hear('handoff.decided', ({ journey }) => handoffs.add(1, { [a.journey]: journey }));
  hear('crm.answered', ({ status }) => lookUps.add(1, { [a.status]: status }));
}

function countRuns({ counters: { runs } }: Instruments, hear: Hear): void {
  hear('journey.started', ({ journey, version }) => runs.add(1, { [a.journey]: journey, [a.version]: version, [a.status]: 'started' }));
  hear('journey.moved', ({ journey }) => runs.add(1, { [a.journey]: journey, [a.status]: 'moved' }));
  hear('journey.ended', ({ journey, reason }) => runs.add(1, { [a.journey]: journey, [a.status]: 'ended', [a.reason]: endingLabel(reason) }));
  hear('goal.reached', ({ journey, goal }) => runs.add(1, { [a.journey]: journey, [a.status]: 'goal-reached', [a.goal]: goal }));
}

function countMessages({ counters: { messages } }: Instruments, hear: Hear): void {
  hear('message.decided', ({ journey, channel }) => messages.add(1, { [a.journey]: journey, [a.destination]: channel, [a.status]: 'decided' }));
  hear('message.waits', ({ journey, channel, reason }) => messages.add(1, { [a.journey]: journey, [a.destination]: channel, [a.status]: 'waits', [a.reason]: reasonLabel(reason) }));
  hear('message.suppressed', ({ journey, channel, reason }) => messages.add(1, { [a.journey]: journey, [a.destination]: channel, [a.status]: 'suppressed', [a.reason]: reasonLabel(reason) }));
  hear('message.sent', ({ channel }) => messages.add(1, { [a.destination]: channel, [a.status]: 'sent' }));
}

function countTrouble({ counters: { effects, events, faults }, openCircuits }: Instruments, hear: Hear): void {
  hear('event.parked', ({ journey, cause }) => events.add(1, { [a.journey]: journey, [a.status]: 'kept-for-a-person', [a.reason]: causeLabel(cause) }));
  hear('effect.retried', ({ kind, code }) => effects.add(1, { [a.kind]: kind, [a.status]: 'retried', [a.errorType]: codeLabel(code) }));
  hear('effect.dead', ({ kind, code }) => effects.add(1, { [a.kind]: kind, [a.status]: 'dead', [a.errorType]: codeLabel(code) }));
  hear('effect.dropped', ({ kind }) => effects.add(1, { [a.kind]: kind, [a.status]: 'dropped' }));
  countCircuits(openCircuits, hear);
  hear('fault', ({ code }) => faults.add(1, { [a.errorType]: code }));
}

/** A circuit whose probe fails opens again without having been closed. */
function countCircuits(openCircuits: Instruments['openCircuits'], hear: Hear): void {
  const open = new Set<string>();
  hear('circuit.opened', ({ target }) => {
    if (!open.has(target)) openCircuits.add(1, { [a.target]: target });
    open.add(target);
  });
  hear('circuit.closed', ({ target }) => {
    if (open.delete(target)) openCircuits.add(-1, { [a.target]: target });
  });
}
