/** An outage is told to everybody in its area, each once, though the list breaks off in the middle; who does not react is told again, and its end ends it for all. */
import { createOrchestrator, hours } from 'throughline';
import { createMemoryStore } from 'throughline/adapters/memory';
import { announce, type Member } from 'throughline/proactive';
import { createTestClock } from 'throughline/testing';
import { outageNotice } from '../journeys/outage-notice.js';
import { createPrintingChannel } from './printing-channel.js';
import { createRegister } from './register.js';

const clock = createTestClock(Date.UTC(2026, 10, 2, 7));
const host = createOrchestrator({
  journeys: [outageNotice], clock, store: createMemoryStore({ clock, durableOk: true }),
  channels: {
    push: createPrintingChannel('push', { namespace: 'app', readers: ['ben'] }),
    sms: createPrintingChannel('sms', { namespace: 'phone' }),
    email: createPrintingChannel('email', { namespace: 'email' }),
  },
  texts: {
    outage: ({ area }) => `The network in ${area} is down. We are working on it, you need not call.`,
    'outage-short': ({ area }) => `Network down in ${area}, being repaired.`,
  },
});
const register = createRegister();

// #region list
/** The customers of an area, by their numbers, from the one behind where an earlier reading ended. */
async function* customersIn(area: string, after = '0'): AsyncGenerator<Member> {
  for await (const { number, identities } of register.customers(area, Number(after))) yield { who: identities, position: String(number) };
}
// #endregion list

// #region announce
const declared = () => announce(host, {
  id: 'outage-7', source: 'network', type: 'outage.declared', data: { outageId: '7', area: 'Linz' },
  audience: (after) => customersIn('Linz', after), perSecond: 10,
});
// #endregion announce
const over = () => announce(host, {
  id: 'outage-7-over', source: 'network', type: 'outage.ended', data: { outageId: '7' },
  audience: (after) => customersIn('Linz', after), perSecond: 10,
});

/** Lets time pass, as tests do, until something has ended; says what came of it. */
async function meanwhile(work: Promise<object>): Promise<void> {
  let said: string | undefined;
  const told = work.then((end) => { said = JSON.stringify(end); }, (error: Error) => { said = `it breaks off: ${error.message}`; });
  while (said === undefined) await clock.advance(100);
  await told;
  console.log(`   ${said}`);
}

console.log('07:00 an outage is declared');
await meanwhile(declared());
console.log('07:01 it is announced again, under the same id');
register.comesBack();
await meanwhile(declared());
console.log('07:02 and once more, by a cautious operator');
await meanwhile(declared());
console.log('09:00 who has not reacted is told by SMS');
await clock.advance(hours(2));
console.log('09:30 the outage is over');
await meanwhile(over());
const [told, seen, ended] = await host.figures(['journey.outage-notice.started', 'goal.outage-notice.seen', 'journey.outage-notice.ended.outage-over']);
console.log(`   ${told} customers were told, ${seen} has seen it in time, and for ${ended} its end ended it`);
await host.close();
