/** A promise, or another claim of the docs, with the test files that hold it to its full number. */
export interface Proof {
  readonly id: string;
  readonly what: string;
  /** as vitest filters them: part of a path */
  readonly files: readonly string[];
}

/** In the order of `docs/promises.md`; `npm run prove -- <id>` runs one. */
export const proofs: readonly Proof[] = [
  { id: 'P01', what: 'what was acknowledged is never lost, through 1,000 kills', files: ['test/promises/P01-'] },
  { id: 'P01b', what: 'a power loss, a full disk or a damaged file loses nothing that was acknowledged unseen', files: ['test/promises/P01b', 'test/adapters/sqlite/damaged-files', 'test/adapters/sqlite/disk-full'] },
  { id: 'P01d', what: 'what one of four workers acknowledged is never lost, through 1,000 kills', files: ['test/promises/P01d'] },
  { id: 'P02', what: 'each event takes effect once, however often and to whichever worker it is delivered', files: ['test/promises/P02'] },
  { id: 'P03', what: 'effects come at least once with one key, through kills at every named moment', files: ['test/promises/P03-'] },
  { id: 'P03d', what: 'effects of several workers keep their key and their bytes, through kills at every named moment', files: ['test/promises/P03d'] },
  { id: 'P04', what: 'a worker that lost its lease commits nothing', files: ['test/promises/P04'] },
  { id: 'P05', what: 'events are decided and answered in the order of each customer', files: ['test/promises/P05-'] },
  { id: 'P05b', what: 'provider disorder is handled by a declared rule', files: ['test/promises/P05b'] },
  { id: 'P06', what: 'no reader skips a row', files: ['test/promises/P06'] },
  { id: 'P07', what: 'events that come early are not lost', files: ['test/promises/P07'] },
  { id: 'P08', what: 'whatever ends a run swallows no event', files: ['test/promises/P08'] },
  { id: 'P09', what: 'accept is idempotent', files: ['test/promises/P09'] },
  { id: 'P10', what: 'a delay ends once and never early', files: ['test/promises/P10'] },
  { id: 'P11', what: 'after an outage all is caught up', files: ['test/promises/P11'] },
  { id: 'P12', what: 'a cancelled delay never ends', files: ['test/promises/P12'] },
  { id: 'P13', what: 'times on the wall follow one rule at every change of the clocks of every zone', files: ['test/promises/P13', 'test/policy/time', 'test/policy/quiet-hours'] },
  { id: 'P14', what: 'only the engine can raise a timer event', files: ['test/promises/P14'] },
  { id: 'P15', what: 'poison never blocks other customers', files: ['test/promises/P15'] },
  { id: 'P16', what: 'a crash loop is recognised', files: ['test/promises/P16'] },
  { id: 'P17', what: 'the work of the dead is taken over within lease and poll', files: ['test/promises/P17-'] },
  { id: 'P17b', what: 'a server that is started again during a recovery leaves nothing with the dead', files: ['test/promises/P17b'] },
  { id: 'P18', what: 'store failure is not data failure', files: ['test/promises/P18'] },
  { id: 'P19', what: 'a provider outage costs little', files: ['test/promises/P19'] },
  { id: 'P21', what: 'a merge shows no more than both held', files: ['test/promises/P21'] },
  { id: 'P22', what: 'deploys are invisible', files: ['test/promises/P22'] },
  { id: 'P23', what: 'versions never strand a run', files: ['test/promises/P23'] },
  { id: 'P25', what: 'same input, same output', files: ['test/promises/P25'] },
  { id: 'P26', what: 'all stores behave alike', files: ['test/promises/P26'] },
  { id: 'P27', what: 'nothing fails in silence', files: ['test/promises/P27'] },
  { id: 'P33', what: 'no message begins after a stop, and each stop is confirmed once', files: ['test/promises/P33'] },
  { id: 'P34', what: 'who asks for no more messages gets no more', files: ['test/promises/P34'] },
  { id: 'P36', what: 'an unsigned request never reaches a journey', files: ['test/promises/P36'] },
  { id: 'P37', what: 'a replay has no effect', files: ['test/promises/P37'] },
  { id: 'P38', what: 'a webhook is answered fast', files: ['test/promises/P38'] },
  { id: 'P39', what: 'bad input gives a typed error and no other effect', files: ['test/promises/P39', 'test/bad-input'] },
  { id: 'caps', what: 'no cap is ever overshot', files: ['test/policy/caps', 'test/orchestrator/contact/caps-hold'] },
  { id: 'contact', what: 'no offer by night or without consent, also where it waited', files: ['test/orchestrator/contact/never-by-night', 'test/policy/contact'] },
  { id: 'reading-intents', what: 'nothing is guessed of what customers want, and no lie of a classifier is believed', files: ['test/routing/intent'] },
  { id: 'solved', what: 'what is solved counts once, and only where nobody came back', files: ['test/orchestrator/channel/count-issues'] },
  { id: 'channel-choice', what: 'nobody is led to a channel that cannot help, must not be used or is not there', files: ['test/routing', 'test/insight'] },
  { id: 'agents', what: 'no contact goes to somebody who must not have it, and every contact to somebody if anybody may', files: ['test/routing/agents'] },
  { id: 'announcements', what: 'what befalls many is told to each once, through kills', files: ['test/proactive'] },
  { id: 'experiments', what: 'arms are even and sticky, and peeking misleads nobody', files: ['test/experiment'] },
  { id: 'postgres', what: 'the schema of PostgreSQL survives a crash behind every statement of an upgrade', files: ['test/adapters/postgres/migrations'] },
  { id: 'planted-bugs', what: 'the kills find every planted bug', files: ['test/promises/planted-bugs'] },
  { id: 'simulation', what: 'any history of processes that freeze, die and lose their store ends well', files: ['test/promises/simulation'] },
  { id: 'differential', what: 'the pure step is XState', files: ['test/journey/step/differential'] },
];
