import { expect, test } from 'vitest';
import { days, hours } from 'throughline';
import { createContactRules } from 'throughline/policy';
import { defineIntents } from 'throughline/steering';
import type { CustomerState } from '../../../src/customer/customer-state.js';
import { joinKey } from '../../../src/testing/memory-store/memory-data.js';
import { careHost, helpMany } from '../channel/care-channels.js';

type Host = ReturnType<typeof careHost>;

/** What is counted of bills on the chat, all days together. */
async function counted(host: Host): Promise<readonly [issues: number, solved: number]> {
  const today = Math.floor(host.clock.now() / days(1));
  const sum = async (what: string): Promise<number> => (await host.orchestrator.figures(Array.from({ length: 60 }, (_, ago) => `${what} ${today - ago} ${JSON.stringify(['bill', 'chat'])}`))).reduce((all, one) => all + one, 0);
  return [await sum('issues'), await sum('solved')];
}

/** A customer as the store has them, by their id. */
function stored(host: Host, customer: string): CustomerState {
  const lane = host.data.lanes.get(joinKey('default', customer));
  return JSON.parse(lane?.state ?? '{}');
}

const idOf = async (host: Host, who: string): Promise<string> => (await host.orchestrator.explain(`user:${who}`)).customer;
const intent = {
  table: defineIntents({ intents: { bill: { share: 0.3 } }, rules: [{ intent: 'bill', after: 'news.due', untilMs: days(3), lift: 50 }] }),
  classifier: { contract: 1, name: 'plain', intents: ['bill'], classify: ({ text }: { readonly text: string }) => ({ guesses: text.includes('bill') ? [{ intent: 'bill', probability: 0.95 }] : [] }) },
} as const;

test('whose contact was solved is known again when a merge is undone, and who comes back takes back their own alone', async () => {
  const host = careHost({}, { intent });
  await helpMany(host, { count: 1, intent: 'bill', channel: 'chat', outcome: 'resolved' });
  await host.clock.advance(1);
  await helpMany(host, { count: 1, from: 1, intent: 'bill', channel: 'chat', outcome: 'resolved' });
  const joined = await idOf(host, 'c1');
  await host.orchestrator.link('user:c0', 'user:c1', 'one person');
  await helpMany(host, { count: 1, from: 1, intent: 'opening-hours', channel: 'chat', outcome: 'resolved' });
  await host.orchestrator.unlink(joined, 'a mistake');
  expect([stored(host, await idOf(host, 'c0')).issues?.length, stored(host, joined).issues?.length]).toEqual([1, 2]);
  await host.clock.advance(days(2));
  await host.orchestrator.start();
  await host.chat.hear({ kind: 'message', id: 'm1', from: 'c0', text: 'the bill is wrong again' });
  await host.clock.advance(days(8));
  expect(await counted(host)).toEqual([2, 1]);
  await host.orchestrator.close();
});

test('what was taken back while two were taken for one stays whose it was', async () => {
  const host = careHost();
  await helpMany(host, { count: 1, intent: 'bill', channel: 'chat', outcome: 'resolved' });
  await host.clock.advance(1);
  await host.say('c1', 'help.wanted', { intent: 'bill' });
  const joined = await idOf(host, 'c1');
  await host.orchestrator.link('user:c0', 'user:c1', 'one person');
  await host.clock.advance(hours(1));
  await host.say('c1', 'help.ended', { channel: 'chat', outcome: 'resolved' });
  await host.orchestrator.unlink(joined, 'a mistake');
  expect([stored(host, await idOf(host, 'c0')).issues?.length, stored(host, joined).issues?.length]).toEqual([1, 1]);
  await host.clock.advance(days(8));
  expect(await counted(host)).toEqual([2, 1]);
  await host.orchestrator.close();
});

test('what happened to one of them tells nothing of the other one after a merge is undone', async () => {
  const host = careHost({}, { intent });
  await host.say('c0', 'help.wanted', { intent: 'bill' });
  await host.clock.advance(1);
  await host.say('c1', 'news.due');
  const joined = await idOf(host, 'c1');
  await host.orchestrator.link('user:c0', 'user:c1', 'one person');
  await host.say('c1', 'news.due');
  await host.say('c0', 'news.due');
  await host.orchestrator.unlink(joined, 'a mistake');
  expect([stored(host, await idOf(host, 'c0')).happened?.length, stored(host, joined).happened?.length]).toEqual([1, 2]);
  await host.orchestrator.close();
});

test('the hours at which two customers answer are those of both while they are one, and of each again after it', async () => {
  const contact = createContactRules({ needsConsent: [], timeZone: 'Europe/Berlin', sendTime: { withinMs: hours(24) } });
  const host = careHost({}, { contact });
  const sendTo = async (who: string): Promise<void> => { await host.say(who, 'help.wanted', { intent: 'bill' }); await host.say(who, 'phone.offered'); await host.settle(); await host.say(who, 'help.ended', { channel: 'chat', outcome: 'abandoned' }); };
  await helpMany(host, { count: 20, from: 90, intent: 'bill', channel: 'chat', outcome: 'resolved' });
  await host.clock.advance(days(8));
  await host.orchestrator.start();
  await sendTo('c0');
  await host.clock.advance(hours(2));
  await sendTo('c1');
  await host.chat.hear({ kind: 'message', id: 'm1', from: 'c1', text: 'yes' });
  const hoursOf = async (customer: string) => { const { week = {}, open = [] } = stored(host, customer).hours ?? {}; return { hours: Object.values(week).filter(({ sent }) => sent > 0), open: open.length }; };
  const [first, joined] = [await idOf(host, 'c0'), await idOf(host, 'c1')];
  const before = [await hoursOf(first), await hoursOf(joined)];
  expect(before).toEqual([{ hours: [{ sent: 1, answered: 0 }], open: 1 }, { hours: [{ sent: 1, answered: 1 }], open: 0 }]);
  await host.orchestrator.link('user:c0', 'user:c1', 'one person');
  expect(await hoursOf(first)).toEqual({ hours: [{ sent: 1, answered: 0 }, { sent: 1, answered: 1 }], open: 1 });
  await host.orchestrator.unlink(joined, 'a mistake');
  expect([await hoursOf(first), await hoursOf(joined)]).toEqual(before);
  await host.orchestrator.close();
});
