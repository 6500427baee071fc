import { expect, test } from 'vitest';
import { hours } from 'throughline';
import { CareHost, type ChannelName } from './care-host.js';

const channels: readonly ChannelName[] = ['chat', 'sms', 'email', 'voice', 'app'];
const pairs = channels.flatMap((from) => channels.filter((to) => to !== from).map((to) => [from, to] as const));

test.each(pairs)('what a customer said by %s is there, all of it, when they come by %s', async (from, to) => {
  const host = new CareHost();
  host.listen('conversation.began');
  await host.via(from, 'help.asked', { topic: 'router', name: 'Ann' });
  await host.write(from, 'It blinks red');
  await host.via(from, 'fact.given', { order: 'A-1', allergy: 'none', note: 'since Monday' });
  await host.system('promise.due');
  await host.system('remedy.tried');
  await host.clock.advance(hours(1));
  await host.write(to, 'Me again');

  expect(host.told.at(-1)?.what).toMatchObject({ channel: to, from });
  const briefing = await host.orchestrator.briefing('user:ann');
  expect(briefing.conversation).toMatchObject({ open: true, channels: [from, to] });
  expect(briefing.interactions.map((one) => [one.channel, one.type, one.text])).toEqual([
    [from, 'help.asked', undefined], [from, 'message.received', 'It blinks red'], [from, 'fact.given', undefined], [to, 'message.received', 'Me again'],
  ]);
  const facts = Object.fromEntries((briefing.journeys[0]?.facts ?? []).map((fact) => [fact.name, [fact.value, fact.origin.channel, fact.origin.thread]]));
  const thread = briefing.conversation?.id;
  expect(facts).toEqual({ topic: ['router', from, thread], name: ['Ann', from, thread], order: ['A-1', from, thread], allergy: ['none', from, thread], note: ['since Monday', from, thread] });
  expect(briefing.facts.map((fact) => fact.name).toSorted()).toEqual(['allergy', 'name', 'order']);
  expect(briefing.promises).toMatchObject([{ words: 'We call you back' }]);
  expect(briefing.attempts).toMatchObject([{ words: 'Restarted the router', outcome: 'unresolved' }]);
  const timeline = await host.orchestrator.timeline('user:ann');
  expect(timeline.toReversed().map(({ position: _position, ...one }) => one)).toEqual(briefing.interactions);
  expect(new Set(timeline.map((one) => one.thread))).toEqual(new Set([thread]));

  // and a journey that begins there is told
  await host.via(to, 'help.asked', { topic: 'bill', name: null });
  const begun = (await host.orchestrator.briefing('user:ann')).journeys[1];
  expect(begun?.facts.filter((fact) => fact.origin.channel === from).map((fact) => [fact.name, fact.value])).toEqual([['name', 'Ann'], ['order', 'A-1'], ['allergy', 'none']]);
  await host.orchestrator.close();
});
