import type { PlantedMistake } from './planted-mistakes.js';

/** What a host author might write in `sound-host.ts`, and what the compiler must say about it. */
export const plantedHostMistakes: readonly PlantedMistake[] = [
  { name: 'an adapter that lacks a capability a journey needs', right: "webchat: adapter('webchat', { text: true, buttons: true, inbound: true })", wrong: "webchat: adapter('webchat', { text: true, inbound: true })", sentence: "Property 'buttons' is missing" },
  { name: 'a channel that is missing', right: "    voice: adapter('voice', { inbound: true, live: true }),\n", wrong: '', sentence: "Property 'voice' is missing", at: '  channels: {' },
  { name: 'an activity that is missing', right: "activities: { findOrder: ({ orderNumber }) => ({ status: orderNumber.startsWith('A') ? 'unknown' : 'shipped' }) }", wrong: 'activities: {}', sentence: "Property 'findOrder' is missing" },
  { name: 'an activity that gives what its contract does not', right: "orderNumber.startsWith('A') ? 'unknown' : 'shipped'", wrong: "orderNumber.startsWith('A') ? 'unknown' : 'sent'", sentence: `Type '"sent"' is not assignable to type '"unknown" | "shipped" | "delayed"'` },
  { name: 'an activity that reads what its input does not have', right: '({ orderNumber }) => ({ status: orderNumber', wrong: '({ orderNo }) => ({ status: orderNo', sentence: "Property 'orderNo' does not exist" },
  { name: 'an event that no journey declares', right: "type: 'chat.started', data", wrong: "type: 'chat.begun', data", sentence: "'\"chat.begun\"' is not assignable" },
  { name: 'an event with data of another type', right: "{ resolved: true, summary", wrong: "{ resolved: 'yes', summary", sentence: "Type 'string' is not assignable to type 'boolean'" },
  { name: 'an event with a part of its data missing', right: ", name: 'Ann' } });\nexport const again", wrong: ' } });\nexport const again', sentence: "Property 'name' is missing", at: "type: 'chat.started', data" },
  { name: 'an event without its id', right: "accept({ id: '2', source", wrong: 'accept({ source', sentence: "Property 'id' is missing" },
  { name: 'consent for no purpose there is', right: "purpose: 'marketing' } });", wrong: "purpose: 'adverts' } });", sentence: '"adverts"' },
  { name: 'consent without its channel', right: "data: { channel: 'sms', purpose", wrong: "data: { purpose", sentence: "Property 'channel' is missing" },
  { name: 'a role that sees a class there is not', right: "sees: ['public', 'internal']", wrong: "sees: ['public', 'secret']", sentence: '"secret"' },
  { name: 'a meaning that no journey declares', right: "{ type: 'chat.unresolved', data: { why: 'said so' } }", wrong: "{ type: 'chat.unsolved', data: { why: 'said so' } }", sentence: "chat.unsolved" },
  { name: 'news that the orchestrator does not tell', right: "host.on('journey.ended', ({ reason }) => reason.length);", wrong: "host.on('journey.over', () => 1);", sentence: '"journey.over"' },
  { name: 'a time that nothing waits for', right: 'timing: { callMs', wrong: 'timing: { calMs', sentence: "'calMs' does not exist" },
  { name: 'a test that gives an event half its data', right: "given(orderHelp, ['chat.started', { question: 'Where is it?', name: 'Ann' }])", wrong: "given(orderHelp, ['chat.started', { question: 'Where is it?' }])", sentence: "Property 'name' is missing" },
  { name: 'a test that speaks of an event nobody declared', right: ".when('order.numbered'", wrong: ".when('order.numbred'", sentence: '"order.numbred"' },
  { name: 'an announcement of what no journey declares', right: "type: 'outage.declared'", wrong: "type: 'outage.begun'", sentence: '"outage.begun"' },
  { name: 'an announcement with half of its data', right: "outageId: '1', area: 'north'", wrong: "outageId: '1'", sentence: "Property 'area' is missing", at: "type: 'outage.declared'" },
  { name: 'an announcement without its pace', right: "audience: list, perSecond: 20", wrong: 'audience: list', sentence: "Property 'perSecond' is missing", at: "type: 'outage.declared'" },
  { name: 'an announcement to a list that is no stream', right: 'audience: list, ', wrong: "audience: () => [{ who }], ", sentence: 'Symbol.asyncIterator', at: 'audience: () =>' },
  { name: 'an audience that is told what no journey declares', right: "entered: { type: 'outage.ended'", wrong: "entered: { type: 'gold.entered'", sentence: '"gold.entered"' },
];
