import { runLongHistory, type HistoryCourse } from './long-history.js';
import { stepCompetitors } from './step-competitors.js';
import type { StepRunner } from './step-runner.js';
import type { Round } from './visit-customers.js';
import { runWideMachine } from './wide-machine.js';

/** Who takes part: ways to decide the journey, machines of so many states, customers with so many contacts behind them. */
export type StepEntry =
  | { readonly runs: keyof typeof stepCompetitors }
  | { readonly runs: 'states'; readonly states: number }
  | { readonly runs: 'history'; readonly course: HistoryCourse };
/** What a process is asked, one after the other: to get ready, for rounds of each of its runners, and to end. */
export type StepAsk = { readonly ask: 'prepare'; readonly entries: readonly StepEntry[] } | { readonly ask: 'round'; readonly runner: number; readonly seconds: number } | { readonly ask: 'end' };
export type StepAnswer = { readonly round?: Round };

let runners: readonly StepRunner[] = [];

async function answerTo(asked: StepAsk): Promise<StepAnswer> {
  switch (asked.ask) {
    case 'prepare':
      runners = await Promise.all(asked.entries.map(createRunner));
      return {};
    case 'round': {
      const runner = runners[asked.runner];
      if (runner === undefined) throw new Error(`there is no runner ${asked.runner}`);
      return { round: await runner.round(asked.seconds) };
    }
    case 'end':
      for (const runner of runners) await runner.end();
      return {};
    default: return asked satisfies never;
  }
}

async function createRunner(entry: StepEntry): Promise<StepRunner> {
  if (entry.runs === 'states') return runWideMachine(entry.states);
  return entry.runs === 'history' ? runLongHistory(entry.course) : stepCompetitors[entry.runs]();
}

process.on('message', (asked: StepAsk) => {
  answerTo(asked).then((answer) => {
    process.send?.(answer);
    if (asked.ask === 'end') process.disconnect();
  }).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
