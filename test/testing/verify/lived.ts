import { days, hours, minutes } from 'throughline';
import type { Store } from 'throughline/ports';
import { createBench, patiently, toIncoming, type Bench } from '../../orchestrator/door/bench.js';
import type { Home } from '../../orchestrator/door/homes.js';
import { createRecordingChannel } from '../../orchestrator/recording-channel.js';
import { mixed } from '../../promises/fates/mixed-journey.js';

/** One of the numbers does not exist, another person is away. */
const chat = () => createRecordingChannel(({ to }) => {
  if (to.endsWith('nowhere')) return { status: 'refused', code: 'NoSuchNumber' };
  return to.endsWith('away') ? { status: 'retry', retryAfterMs: days(2), because: 'recipient-away' } : { status: 'sent', providerId: to };
});

/** Begins a host that knows the journey with every fate. */
export const openHost = (home: Home): Bench => createBench(home, { journeys: [mixed], chat: chat() });

let told = 0;
const tell = (bench: Bench, who: string, type: string, breaks = false) =>
  patiently(bench.clock, bench.orchestrator.accept(toIncoming({ id: `t${told += 1}`, type, data: type === 'mixed.told' ? { breaks } : {}, who: [`user:${who}`] })));

/** Fills a store with something of everything that can wait: timers, a message, a dead letter, a parked event, deferred events, journeys that ended. */
export async function liveThrough(home: Home, more: (bench: Bench, say: (who: string, type: string, breaks?: boolean) => Promise<unknown>) => Promise<void> = async () => {}): Promise<void> {
  const bench = openHost(home);
  const say = (who: string, type: string, breaks = false) => tell(bench, who, type, breaks);
  for (const who of ['ann', 'bob', 'nowhere', 'away', 'cid']) {
    await say(who, 'mixed.begun');
    await say(who, 'mixed.opened');
    await say(who, 'mixed.told');
    await bench.settle(minutes(1));
  }
  await say('bob', 'mixed.told', true);
  await say('cid', 'mixed.over');
  await say('dan', 'mixed.begun');
  await say('dan', 'mixed.early');
  await say('eve', 'mixed.begun');
  await say('eve', 'mixed.early');
  await bench.settle(hours(3));
  await say('dan', 'mixed.early');
  await more(bench, say);
  await bench.settle(minutes(1));
  await patiently(bench.clock, bench.orchestrator.close());
}

/** What is kept there now, opened by somebody who only looks. */
export async function openToLook(home: Home): Promise<Store> {
  const store = home.store();
  await store.open({ worker: 'audit' });
  return store;
}
