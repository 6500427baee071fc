/** An offer goes to a tenth of the customers first and to everybody a day later; nobody is let in by night or after it is over, and a newer offer takes the place of the one before. */
import { hours } from 'throughline';
import type { Channel } from 'throughline/ports';
import { startSale } from '../proactive/sale.js';

const customers = Array.from({ length: 40 }, (_, n) => `phone:+43660000${String(n).padStart(4, '0')}`);
const ann = customers[0] ?? '';
let texts = 0;
const toAnn: string[] = [];
const sms = {
  contract: 1, name: 'counting', identityNamespace: 'phone', capabilities: { text: true },
  async send({ key, to, text }) {
    texts += 1;
    if (ann.endsWith(to)) toAnn.push(text);
    return { status: 'sent', providerId: key };
  },
  async close() {},
} as const satisfies Channel;

const { host, clock, offer } = startSale(sms, async function* () { for (const who of customers) yield { who: [who] }; });
const offered = offer(new AbortController().signal);
const begun = async (): Promise<number> => (await host.figures(['journey.sale.started']))[0] ?? 0;

console.log('Thursday, 09:00: an offer of somebody who is too early');
const early = await host.accept({ id: 'early', source: 'desk', who: [ann], type: 'sale.offered', data: { item: 'a lamp' } });
console.log(`   ${early.status}: ${early.because}`);

await clock.advance(hours(24.5));
console.log(`Friday, 09:30: ${await begun()} of ${customers.length} customers have the offer, ${texts} texts went`);

await clock.advance(hours(12));
console.log('Friday, 21:30: an offer by night');
const late = await host.accept({ id: 'late', source: 'desk', who: [ann], type: 'sale.offered', data: { item: 'a lamp' } });
console.log(`   ${late.status}: ${late.because}`);

await clock.advance(hours(12));
const { status, told } = await offered;
console.log(`Saturday, 09:30: ${status}, ${told} were told`);

const lamp = await host.accept({ id: 'lamp', source: 'desk', who: [ann], type: 'sale.offered', data: { item: 'a lamp' } });
console.log(`Saturday, 09:30: Ann is offered something else: ${lamp.because}`);

await clock.advance(hours(26));
const { journeys, ended } = await host.explain(ann);
console.log(`Sunday, 11:30: what Ann has had: ${toAnn.join(' ')}`);
console.log(`   her runs: ${ended.map(({ reason }) => reason).join(', ')}, and one in which ${journeys[0]?.inWords.toLowerCase()}`);

await clock.advance(hours(60));
const over = await host.accept({ id: 'over', source: 'desk', who: [ann], type: 'sale.offered', data: { item: 'a lamp' } });
console.log(`Tuesday, 23:30: ${over.status}: ${over.because}`);
await host.close();
