import { PerformanceObserver } from 'node:perf_hooks';

/** How long this thread worked at one go, for what came at one moment. */
export interface OwnWork {
  /** does it, and notes how long it took and what came of it */
  during<T>(work: () => Promise<T>, inWords: (done: T) => string): Promise<T>;
  /** the longest, milliseconds of the processor's time */
  longest(): Promise<{ readonly ms: number; readonly what: string }>;
  end(): void;
}
interface Span { readonly from: number; readonly to: number }
interface Stretch extends Span { readonly ms: number; readonly what: string }

/** only these may come out as the longest */
const worthNotingMs = 10;

/**
 * Measures by the thread's own time, so that what others do on the same cores is none of it; nor are the collector's pauses, which grow with
 * all that this process holds: most of that is the test's.
 */
export function watchOwnWork(): OwnWork {
  const pauses: Span[] = [];
  const stretches: Stretch[] = [];
  const observer = new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) pauses.push({ from: startTime, to: startTime + duration }); });
  observer.observe({ entryTypes: ['gc'] });
  return {
    async during(work, inWords) {
      const [from, before] = [performance.now(), process.threadCpuUsage()];
      const done = await work();
      const { user, system } = process.threadCpuUsage(before);
      const ms = (user + system) / 1_000;
      if (ms > worthNotingMs) stretches.push({ from, to: performance.now(), ms, what: inWords(done).slice(0, 200) });
      return done;
    },
    async longest() {
      // pauses are told a little later
      await new Promise((told) => { setTimeout(told, 100); });
      const own = stretches.map((stretch) => ({ ms: stretch.ms - pausedIn(stretch, pauses), what: stretch.what }));
      return own.reduce((most, one) => (one.ms > most.ms ? one : most), { ms: 0, what: '' });
    },
    end: () => observer.disconnect(),
  };
}

const pausedIn = ({ from, to }: Span, pauses: readonly Span[]): number =>
  pauses.reduce((sum, pause) => sum + Math.max(0, Math.min(to, pause.to) - Math.max(from, pause.from)), 0);
