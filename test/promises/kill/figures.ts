import { putInReport } from '../in-report.js';
import type { Figures } from './live-through.js';

/** The figures of several runs together. */
export const sumOf = (runs: readonly Figures[]): Figures => {
  const sum = (of: (figures: Figures) => number): number => runs.reduce((so, figures) => so + of(figures), 0);
  return {
    customers: sum((run) => run.customers), kills: sum((run) => run.kills), inRecovery: sum((run) => run.inRecovery), effects: sum((run) => run.effects),
    cameTwice: sum((run) => run.cameTwice), acknowledged: sum((run) => run.acknowledged), toldAgain: sum((run) => run.toldAgain), answeredDuplicate: sum((run) => run.answeredDuplicate),
  };
};

/** Says what a run came to: a proof that says nothing but that it passed cannot be weighed. */
export function tellFigures(what: string, figures: Figures): void {
  const { customers, kills, inRecovery, acknowledged, toldAgain, answeredDuplicate, effects, cameTwice } = figures;
  putInReport(what, { ...figures });
  process.stdout.write(`${what}: ${kills} kills, ${inRecovery} of them while taking over; ${customers} customers, ${acknowledged} events acknowledged, ${toldAgain} told again, ${answeredDuplicate} answered as duplicates; ${effects} effects, ${cameTwice} came again after a kill\n`);
}
