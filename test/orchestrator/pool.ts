import type { Orchestrator } from 'throughline';

/** Several orchestrators on one shared store as if they were one: each call goes to the next of them, as a load balancer sends it. */
export function createPool(workers: readonly Orchestrator[]): Orchestrator {
  let turn = 0;
  const next = (): Orchestrator => workers[turn++ % workers.length] ?? never();
  return {
    start: async () => { await Promise.all(workers.map((worker) => worker.start())); },
    close: async () => { await Promise.all(workers.map((worker) => worker.close())); },
    on: (...listening) => { for (const worker of workers) worker.on(...listening); },
    off: (...listening) => { for (const worker of workers) worker.off(...listening); },
    handler: (name) => {
      const handlers = workers.map((worker) => worker.handler(name));
      return async (request) => (handlers[turn++ % handlers.length] ?? never())(request);
    },
    accept: (event) => next().accept(event),
    explain: (...asked) => next().explain(...asked),
    explainChannel: (...asked) => next().explainChannel(...asked),
    briefing: (...asked) => next().briefing(...asked),
    timeline: (...asked) => next().timeline(...asked),
    link: (...said) => next().link(...said),
    unlink: (...said) => next().unlink(...said),
    erase: (customer) => next().erase(customer),
    list: (wanted) => next().list(wanted),
    redrive: (what) => next().redrive(what),
    cancel: (...said) => next().cancel(...said),
    pause: (...said) => next().pause(...said),
    resume: (journey) => next().resume(journey),
    stop: (journey) => next().stop(journey),
    figures: (...asked) => next().figures(...asked),
  };
}

function never(): never {
  throw new Error('a pool has at least one worker');
}

/** In how many processes the tests of the orchestrator see it; 1 unless told. */
export const workersOfTests = Number(process.env['THROUGHLINE_WORKERS'] ?? 1);
