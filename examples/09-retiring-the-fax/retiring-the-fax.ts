/** The fax goes, in stages, over months: nobody is left without a way, everybody is told, and no stage comes before its gates are open. */
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, hours } from 'throughline';
import { channelChosen, defineChannelChoice, defineRetirement, judgeStage, retirementStages, type RetirementStage, type StageKnown } from 'throughline/steering';
import { createMemoryStore, createTestClock } from 'throughline/testing';

// #region host
const retirement = defineRetirement({ noticeMs: days(30), redirectMs: days(90) });
const channels = defineChannelChoice({
  channels: { email: { cost: 1, responseMs: hours(4) }, phone: { assisted: true, addressless: true, cost: 8, responseMs: 60_000 }, fax: { cost: 3, responseMs: hours(8) } },
  intents: ['order'],
  success: { windowMs: days(7) },
});
/** Where the fax stands; the orchestrator asks for it again and again. */
let stage: RetirementStage = 'active';
// #endregion host

// #region journeys
const notice = defineJourney({
  id: 'fax-goes', version: 1, ttlMs: days(200),
  events: { 'fax.announced': z.object({ last: z.string() }), 'fax.ended': z.object({}) },
  facts: { last: facts.public(z.string()) },
  channels: { email: ['text'], fax: ['text'] },
  entry: { on: ['fax.announced'], reentry: { mode: 'never' } },
}).setup({}).createMachine({
  context: ({ input }) => ({ last: input.event.data.last }),
  initial: 'told',
  states: {
    told: {
      description: 'The customer knows the last day of the fax, and where to go',
      entry: { type: 'send', params: { channel: 'best', purpose: 'service', template: 'fax-goes' } },
      on: { 'fax.ended': 'over' },
      after: { [days(23)]: 'reminded' },
    },
    reminded: { entry: { type: 'send', params: { channel: 'best', purpose: 'service', template: 'fax-goes-soon' } }, on: { 'fax.ended': 'over' }, after: { [days(150)]: 'over' } },
    over: { type: 'final' },
  },
});
const order = defineJourney({
  id: 'order', version: 1, ttlMs: days(10),
  events: { 'order.wanted': z.object({ by: z.string() }), 'channel.chosen': channelChosen },
  facts: { by: facts.internal(z.string()) },
  channels: { email: ['text'], fax: ['text'] },
  entry: { on: ['order.wanted'], reentry: { mode: 'after-exit' } },
}).setup({}).createMachine({
  context: ({ input }) => ({ by: input.event.data.by }),
  initial: 'taken',
  states: {
    taken: {
      description: 'The order is taken, and we know which way would have been best',
      entry: [
        { type: 'outcome', params: ({ context }) => ({ outcome: 'resolved', intent: 'order', channel: context.by }) },
        { type: 'steer', params: { intent: 'order', needs: ['text'] } },
      ],
      on: { 'channel.chosen': [{ guard: ({ context, event }) => context.by === 'fax' && event.data.channel === 'email', target: 'pointed to email' }, { target: 'done' }] },
      after: { [days(1)]: 'done' },
    },
    'pointed to email': { description: 'Taken by fax; the answer shows the way by e-mail', type: 'final', entry: { type: 'send', params: { channel: 'fax', purpose: 'service', template: 'try-email' } } },
    done: { type: 'final' },
  },
});
// #endregion journeys

const clock = createTestClock(Date.UTC(2026, 0, 5, 9));
const sent = new Map<string, number>();
const channel = (name: string) => ({
  contract: 1, name, identityNamespace: name, capabilities: { text: true, inbound: true },
  async send({ key, text }: { readonly key: string; readonly text: string }) {
    sent.set(`${text} (${name})`, (sent.get(`${text} (${name})`) ?? 0) + 1);
    return { status: 'sent', providerId: key } as const;
  },
  async close() {},
} as const);
const host = createOrchestrator({
  journeys: [notice, order], clock, store: createMemoryStore({ clock }), timing: { pollMs: days(1) },
  channels: { email: channel('email'), fax: channel('fax'), phone: { ...channel('phone'), capabilities: { live: true, inbound: true } } },
  channelChoice: { table: channels, conditions: () => ({ fax: { stage } }) },
  texts: { 'fax-goes': 'the fax goes', 'fax-goes-soon': 'the fax goes in a week', 'try-email': 'next time by e-mail' },
});

interface Customer { readonly n: number; readonly fax: string; email?: string; habit: 'fax' | 'email' }
/** Twelve write e-mails, fourteen fax and could write e-mails, four have nothing but their fax. */
const customers: readonly Customer[] = Array.from({ length: 30 }, (_, n) => ({ n, fax: `fax:+49301${n}`, ...(n < 26 && { email: `email:c${n}@example.com` }), habit: n < 12 ? 'email' : 'fax' }));
const whoIs = ({ fax, email }: Customer): readonly string[] => [fax, ...(email === undefined ? [] : [email])];
let events = 0;
const accept = (one: Customer, event: { readonly type: 'order.wanted'; readonly data: { readonly by: string } } | { readonly type: 'fax.announced'; readonly data: { readonly last: string } }, via?: string) =>
  host.accept({ id: `e${events += 1}`, source: 'shop', ...event, who: [...whoIs(one)], ...(via !== undefined && { via: { channel: via } }) });

const orders: { readonly day: number; readonly by: string }[] = [];
async function liveOneDay(day: number): Promise<void> {
  // the four give an address once they were told twice
  if (day === 70) for (const one of customers.slice(26)) one.email = `email:c${one.n}@example.com`;
  for (const one of customers.filter(({ n }) => n % 5 === day % 5)) {
    const isTurnedAway = one.habit === 'fax' && one.email !== undefined && retirementStages.indexOf(stage) >= retirementStages.indexOf('inbound-restricted');
    if (isTurnedAway) one.habit = 'email';
    const receipt = await accept(one, { type: 'order.wanted', data: { by: one.habit } }, one.habit);
    orders.push({ day, by: one.habit });
    // every third who is shown the way takes it
    const isShown = receipt.status === 'handled' && receipt.moved.at(-1)?.to.includes('pointed to email') === true;
    if (isShown && one.email !== undefined && stage !== 'active' && (one.n + Math.floor(day / 5)) % 3 === 0) one.habit = 'email';
  }
  await clock.advance(days(1));
}

const shareByFax = (from: number, until: number): number => {
  const some = orders.filter(({ day }) => day >= from && day < until);
  return some.filter(({ by }) => by === 'fax').length / Math.max(1, some.length);
};

// #region gates
async function known(day: number): Promise<StageKnown> {
  const { weighed } = await host.explainChannel(customers[0]?.fax ?? '', { intent: 'order' });
  return {
    moved: 1 - shareByFax(day - 5, day) / shareByFax(0, 15),
    complaints: 0,
    intents: [{ intent: 'order', trustedElsewhere: weighed.some(({ channel: other, trusted }) => other !== 'fax' && trusted === true) }],
    stranded: customers.some(({ email }) => email === undefined) ? ['who have only a fax'] : [],
    underWay: 0,
  };
}
// #endregion gates

/** When the host would like each stage to begin, days from the first. */
const plan: readonly (readonly [RetirementStage, number])[] = [['discouraged', 15], ['announced', 30], ['inbound-restricted', 50], ['drain', 65], ['redirect-only', 80]];
const lastDay = 'June 30';
let [since, waitedFor] = [clock.now(), ''];
for (let day = 0; day < 120; day += 1) {
  await liveOneDay(day);
  const next = plan.find(([to, from]) => retirementStages.indexOf(to) === retirementStages.indexOf(stage) + 1 && day >= from);
  if (next === undefined) continue;
  const [to] = next;
  const { moves, checks } = judgeStage(retirement, await known(day), { from: stage, to, at: clock.now(), since });
  const closed = checks.flatMap(({ failed, by = [] }) => (failed === undefined ? [] : [[failed, ...by].join(': ')])).join(', ');
  if (!moves && closed !== waitedFor) console.log(`day ${day}: not yet ${to} (${closed})`);
  waitedFor = moves ? '' : closed;
  if (!moves) continue;
  [stage, since] = [to, clock.now()];
  console.log(`day ${day}: ${to}; ${Math.round(100 * shareByFax(day - 5, day))} % of orders still come by fax`);
  if (to === 'announced') for (const one of customers) await accept(one, { type: 'fax.announced', data: { last: lastDay } });
}
console.log(`orders by fax: ${Math.round(100 * shareByFax(0, 15))} % in the first two weeks, ${Math.round(100 * shareByFax(105, 120))} % in the last`);
for (const [what, times] of [...sent].toSorted(([a], [b]) => a.localeCompare(b))) console.log(`sent: ${what} ${times} times`);
const decision = await host.explainChannel(customers[29]?.fax ?? '', { intent: 'order', needs: ['text'] });
for (const { channel: name, lost = 'chosen' } of decision.weighed) console.log(`for who had only a fax: ${name}: ${lost}`);
await host.close();
