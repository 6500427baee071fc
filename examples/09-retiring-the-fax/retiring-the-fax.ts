/** The fax goes, in stages: nobody is left without a way, everybody is told, no stage comes before its gates are open, and one is taken back as the alternative gets worse. */
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, hours, minutes } from 'throughline';
import { channelChosen, defineChannelChoice, defineRetirement, judgeStage, readChannelUse, retirementStages, stageKnownOf, type RetirementStage, type StageKnown, type StageVerdict } from 'throughline/steering';
import type { Deliver } from 'throughline/ports';
import { createMemoryStore, createTestClock } from 'throughline/testing';

// #region host
const retirement = defineRetirement({ noticeMs: days(5), redirectMs: days(90), mostComplaints: 0.05 });
const channels = defineChannelChoice({
  channels: { email: { cost: 1, responseMs: hours(4) }, phone: { assisted: true, addressless: true, cost: 8, responseMs: 60_000 }, fax: { cost: 3, responseMs: hours(8) } },
  intents: ['order'],
  success: { windowMs: days(1), halfLifeDays: 3 },
});
/** Where the fax stands, since when, and every verdict: the orchestrator asks for the stage again and again, so the host keeps all three in one place. */
const fax: { stage: RetirementStage; since: number; readonly verdicts: { readonly at: number; readonly to: RetirementStage; readonly known: StageKnown; readonly verdict: StageVerdict }[] } = { stage: 'active', since: 0, verdicts: [] };
// #endregion host

const delivered = z.object({ messageId: z.string(), channel: z.string() });
// #region journeys
/** Whenever a fax comes that nobody reads any more: at most once a day the answer says where to go. */
const redirect = defineJourney({
  id: 'fax-redirect', version: 1, ttlMs: days(1), events: { 'fax.unread': z.object({}) }, facts: {}, channels: { fax: ['text'] },
  entry: { on: ['fax.unread'], reentry: { mode: 'after-cool-down', coolDownMs: days(1) } },
}).setup({}).createMachine({
  context: {}, initial: 'answered',
  states: { answered: { type: 'final', entry: { type: 'send', params: { channel: 'fax', purpose: 'service', template: 'write-to' } } } },
});
const told = { type: 'send', params: { channel: 'best', purpose: 'service', template: 'fax-goes' } } as const;
const notice = defineJourney({
  id: 'fax-goes', version: 1, ttlMs: days(200),
  events: { 'fax.announced': z.object({ last: z.string() }), 'message.delivered': delivered },
  facts: { last: facts.public(z.string()) },
  channels: { email: ['text'], fax: ['text'] },
  entry: { on: ['fax.announced'], reentry: { mode: 'never' } },
  goals: [{ name: 'told', on: ['message.delivered'], withinMs: days(150) }],
}).setup({
  delays: {
    'ninety days before': { until: { date: 'last', minus: days(90), zone: 'UTC' }, ifPast: 'at-once' },
    'thirty days before': { until: { date: 'last', minus: days(30), zone: 'UTC' }, ifPast: 'at-once' },
    'a week before': { until: { date: 'last', minus: days(7), zone: 'UTC' }, ifPast: 'at-once' },
  },
}).createMachine({
  context: ({ input }) => ({ last: input.event.data.last }),
  initial: 'announced',
  states: {
    announced: { description: 'The customer knows the last day of the fax, and where to go', entry: told, after: { 'ninety days before': 'in ninety days' } },
    'in ninety days': { entry: told, after: { 'thirty days before': 'in thirty days' } },
    'in thirty days': { entry: told, after: { 'a week before': 'in a week' } },
    'in a week': { entry: told, type: 'final' },
  },
});
const order = defineJourney({
  id: 'order', version: 1, ttlMs: days(10),
  events: { 'order.wanted': z.object({ by: z.string(), lost: z.boolean() }), 'channel.chosen': channelChosen },
  facts: { by: facts.internal(z.string()), lost: facts.internal(z.boolean()) },
  channels: { email: ['text'], fax: ['text'] },
  entry: { on: ['order.wanted'], reentry: { mode: 'after-exit' } },
}).setup({}).createMachine({
  context: ({ input }) => ({ by: input.event.data.by, lost: input.event.data.lost }),
  initial: 'taken',
  states: {
    taken: {
      description: 'The order is taken, and we know which way would have been best',
      entry: [
        { type: 'outcome', params: ({ context }) => ({ outcome: context.lost ? 'unresolved' : 'resolved', intent: 'order', channel: context.by }) },
        { type: 'steer', params: { intent: 'order', needs: ['text'] } },
      ],
      on: { 'channel.chosen': [{ guard: ({ context, event }) => context.by === 'fax' && event.data.channel === 'email', target: 'pointed to email' }, { target: 'done' }] },
      after: { [days(1)]: 'done' },
    },
    'pointed to email': { description: 'Taken by fax; the answer shows the way by e-mail', type: 'final', entry: { type: 'send', params: { channel: 'fax', purpose: 'service', template: 'try-email' } } },
    done: { type: 'final' },
  },
});
const complaint = defineJourney({ id: 'complaint', version: 1, ttlMs: days(1), events: { 'fax.missed': z.object({}) }, facts: {}, channels: {}, entry: { on: ['fax.missed'], reentry: { mode: 'never' } } })
  .setup({}).createMachine({ context: {}, initial: 'noted', states: { noted: { type: 'final', entry: { type: 'record', params: { metric: 'fax.complaints' } } } } });
// #endregion journeys

const clock = createTestClock(Date.UTC(2026, 0, 5, 9));
const firstDay = clock.now();
const today = (): number => Math.floor((clock.now() - firstDay) / days(1));
const sent = new Map<string, number>();
/** Sends, and hears a second later that it arrived. */
function channel(name: string) {
  let deliver: Deliver | undefined;
  return {
    contract: 1, name, identityNamespace: name, capabilities: { text: true, inbound: true, receipts: true },
    async open(to: Deliver) { deliver = to; },
    async send({ key, text }: { readonly key: string; readonly text: string }) {
      sent.set(`${text} (${name})`, (sent.get(`${text} (${name})`) ?? 0) + 1);
      clock.after(1_000, () => void deliver?.([{ kind: 'receipt', id: `r ${key}`, providerId: key, state: 'delivered' }]));
      return { status: 'sent', providerId: key } as const;
    },
    async close() {},
  } as const;
}
const host = createOrchestrator({
  journeys: [notice, order, redirect, complaint], clock, store: createMemoryStore({ clock }), timing: { pollMs: days(1) }, threading: { windowMs: hours(12) },
  channels: { email: channel('email'), fax: channel('fax'), phone: { contract: 1, name: 'phone', identityNamespace: 'phone', capabilities: { live: true, inbound: true }, async close() {} } },
  channelChoice: { table: channels, conditions: () => ({ fax: { stage: fax.stage } }) },
  texts: { 'fax-goes': 'the fax goes', 'try-email': 'next time by e-mail', 'write-to': 'nobody reads this fax, write to orders@' },
});

interface Customer { readonly n: number; readonly fax: string; email?: string; habit: 'fax' | 'email' }
/** Twelve write e-mails, fourteen fax and could write e-mails, four have nothing but their fax. */
const customers: readonly Customer[] = Array.from({ length: 30 }, (_, n) => ({ n, fax: `fax:+49301${n}`, ...(n < 26 && { email: `email:c${n}@example.com` }), habit: n < 12 ? 'email' : 'fax' }));
let events = 0;
type Told = { readonly type: 'order.wanted'; readonly data: { readonly by: string; readonly lost: boolean } } | { readonly type: 'fax.announced'; readonly data: { readonly last: string } } | { readonly type: 'fax.unread'; readonly data: Record<string, never> } | { readonly type: 'fax.missed'; readonly data: Record<string, never> };
const accept = ({ fax: number, email }: Customer, event: Told, via?: string) =>
  host.accept({ id: `e${events += 1}`, source: 'shop', ...event, who: [number, ...(email === undefined ? [] : [email])], ...(via !== undefined && { via: { channel: via } }) });

const isAtLeast = (least: RetirementStage): boolean => retirementStages.indexOf(fax.stage) >= retirementStages.indexOf(least);
/** On this day every second order by e-mail is lost. */
const badDay = 17;
async function liveOneDay(day: number): Promise<void> {
  // the four give an address once they were told
  if (day === 20) for (const one of customers.slice(26)) one.email = `email:c${one.n}@example.com`;
  if (day === 9) for (const one of customers.slice(29)) await accept(one, { type: 'fax.missed', data: {} });
  for (const one of customers.filter(({ n }) => n % 2 === day % 2)) {
    if (one.habit === 'fax' && one.email !== undefined && isAtLeast('inbound-restricted')) one.habit = 'email';
    const receipt = await accept(one, { type: 'order.wanted', data: { by: one.habit, lost: one.habit === 'email' && day === badDay && one.n % 4 < 2 } }, one.habit);
    // every third who is shown the way takes it
    const isShown = receipt.status === 'handled' && receipt.moved.at(-1)?.to.includes('pointed to email') === true;
    if (isShown && one.email !== undefined && fax.stage !== 'active' && (one.n + Math.floor(day / 2)) % 3 === 0) one.habit = 'email';
  }
  // out of old habit, three times on one day and once on the next
  if (fax.stage === 'redirect-only') for (const one of day === 40 ? [13, 13, 13] : day === 41 ? [13, 14] : []) await faxUnread(one);
  await clock.advance(days(1));
}
let unread = 0;
async function faxUnread(n: number): Promise<void> {
  unread += 1;
  for (const one of customers.slice(n, n + 1)) await accept(one, { type: 'fax.unread', data: {} }, 'fax');
  await clock.advance(minutes(1));
}

// #region gates
async function known(): Promise<StageKnown> {
  const use = await readChannelUse(host, { channel: 'fax', recentMs: days(4), notice: { journey: 'fax-goes', goal: 'told' } });
  const [complaints = 0] = await host.figures(['metric.fax.complaints']);
  return stageKnownOf(use, { complaints });
}

/** Asks for a stage, and keeps what was asked, known and answered beside where the fax stands. */
async function ask(to: RetirementStage): Promise<StageVerdict> {
  const at = clock.now();
  const now = await known();
  const verdict = judgeStage(retirement, now, { from: fax.stage, to, at, since: fax.since });
  fax.verdicts.push({ at, to, known: now, verdict });
  if (verdict.moves) [fax.stage, fax.since] = [to, at];
  return verdict;
}
// #endregion gates

/** When the host would like each stage to begin, days from the first, and the day on which the line is cut off. */
const plan: readonly (readonly [RetirementStage, number])[] = [['discouraged', 6], ['announced', 7], ['inbound-restricted', 10], ['drain', 15], ['redirect-only', 22], ['retired', 110]];
const last = new Date(firstDay + days(119)).toISOString();
const inWords = ({ checks }: StageVerdict): string => checks.flatMap(({ failed, by = [] }) => (failed === undefined ? [] : [[failed, ...by].join(': ')])).join(', ');
const percent = (share: number): string => `${Math.round(100 * share)} %`;
let waitedFor = '';
for (let day = 0; day < 120; day += 1) {
  await liveOneDay(day);
  const { intents } = await known();
  if (fax.stage === 'inbound-restricted' && intents.some(({ trustedElsewhere }) => !trustedElsewhere)) {
    const { moves } = await ask('announced');
    console.log(`day ${day}: ${moves ? 'back to announced' : 'too late to go back'}, as nobody else is trusted with every matter any more`);
    continue;
  }
  const next = plan.find(([to, from]) => retirementStages.indexOf(to) === retirementStages.indexOf(fax.stage) + 1 && day >= from);
  if (next === undefined) continue;
  const [to] = next;
  const verdict = await ask(to);
  const closed = inWords(verdict);
  if (!verdict.moves && closed !== waitedFor) console.log(`day ${day}: not yet ${to} (${closed})`);
  waitedFor = closed;
  if (!verdict.moves) continue;
  const { moved, told: share } = fax.verdicts.at(-1)?.known ?? { moved: 0, told: 0 };
  console.log(`day ${day}: ${to}; ${percent(moved)} of its customers order elsewhere, ${percent(share)} were told`);
  if (to === 'announced') for (const one of customers) await accept(one, { type: 'fax.announced', data: { last } });
}
console.log(`${today()} days, ${fax.verdicts.length} verdicts, ${fax.verdicts.filter(({ verdict }) => verdict.moves).length} of which moved the fax; it is ${fax.stage}`);
console.log(`faxes that nobody read: ${unread}`);
for (const [what, times] of [...sent].toSorted(([a], [b]) => a.localeCompare(b))) console.log(`sent: ${what} ${times} times`);
host.on('message.suppressed', ({ channel: name, reason }) => console.log(`one more by ${name}: not sent, ${reason}`));
for (const one of customers.slice(14, 15)) await accept(one, { type: 'fax.unread', data: {} }, 'fax');
const decision = await host.explainChannel(customers[29]?.fax ?? '', { intent: 'order', needs: ['text'] });
for (const { channel: name, lost = 'chosen' } of decision.weighed) console.log(`for who had only a fax: ${name}: ${lost}`);
await host.close();
