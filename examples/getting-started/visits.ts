import { createOrchestrator } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { createConsoleChannel } from './console-channel.js';
import { visit } from './visit.js';

const host = createOrchestrator({
  journeys: [visit],
  store: createSqliteStore({ file: 'visits.db' }),
  channels: { sms: createConsoleChannel() },
  texts: { question: ({ day }) => `We come on ${day}. Does that suit you?`, thanks: 'Thank you, see you then.' },
  handoff: ({ queue, reason }) => console.log(`to the people of '${queue}': ${reason}`),
});

const ann = { source: 'shop', who: ['phone:+4915112345678'] };
const booked = await host.accept({ ...ann, id: 'booking 7', type: 'visit.booked', data: { visit: 'V-7', day: 'Tuesday' } });
const answered = process.argv.includes('yes') ? await host.accept({ ...ann, id: 'answer 7', type: 'visit.confirmed', data: { visit: 'V-7' } }) : undefined;
const { journeys, ended } = await host.explain('phone:+4915112345678');
await host.close();
console.log('booking:', booked.status);
if (answered !== undefined) console.log('answer:', answered.status);
console.log(journeys[0]?.inWords ?? `over: ${ended[0]?.reason}`);
