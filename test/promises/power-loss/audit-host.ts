import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minutes } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { createMemoryStore, createTestClock, verify } from 'throughline/testing';
import { auditCustomers } from '../../audit/audit-customers.js';
import { auditFile } from '../../audit/audit-file.js';
import type { Bench } from '../../orchestrator/door/bench.js';
import { createHostOn, customers, saidEvents, type HostTold } from './host-work.js';
import type { Files } from './tape.js';

/** What is wrong with a host that goes on after a power loss, as sentences: each customer must stand where the events of the log bring them, and each message be out at least once, with the same bytes. */
export async function auditHost(files: Files, told: readonly HostTold[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-torn-'));
  const file = join(folder, 'journeys.db');
  for (const [name, bytes] of files) writeFileSync(file + name, bytes);
  const host = createHostOn((now) => createSqliteStore({ file, now, durable: 'no', synchronous: 'OFF' }), () => {});
  try {
    const wrong = await auditServing(host, told);
    await host.orchestrator.close();
    return [...wrong, ...auditFile(file), ...auditCustomers(file)];
  } catch (error) {
    return [`it cannot go on: ${String(error)}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function auditServing(host: Bench, told: readonly HostTold[]): Promise<readonly string[]> {
  await host.orchestrator.start();
  await host.settle(minutes(2));
  const ids = (await host.log()).filter(({ kind }) => kind === 'event').flatMap(({ body }) => String((JSON.parse(body) as { readonly id?: unknown }).id));
  const lost = told.flatMap(({ acknowledged }) => (acknowledged !== undefined && !ids.includes(acknowledged) ? [acknowledged] : []));
  const calm = await liveCalmly(ids);
  const [standing, calmly] = [await standingOf(host, ids), await standingOf(calm, ids)];
  const out = new Set([...told.flatMap(({ sent }) => sent ?? []), ...host.chat.sent.map(({ key }) => key)]);
  const unsent = calm.chat.sent.filter(({ key }) => !out.has(key)).map(({ key }) => key);
  const calmTexts = new Map(calm.chat.sent.map((message) => [message.key, JSON.stringify(message)]));
  const other = host.chat.sent.filter((message) => calmTexts.get(message.key) !== JSON.stringify(message)).map(({ key }) => key);
  const unknown = (await Promise.all(saidEvents.filter(({ id }) => ids.includes(id)).map((said) => host.say(said)))).filter(({ status }) => status !== 'duplicate');
  return [
    ...(lost.length > 0 ? [`acknowledged events are lost: ${lost.join(', ')}`] : []),
    ...(new Set(ids).size < ids.length ? ['an event is there twice'] : []),
    ...(standing === calmly ? [] : [`customers stand elsewhere than their events bring them: ${standing} and not ${calmly}`]),
    ...(unsent.length > 0 ? [`messages never went out: ${unsent.join(', ')}`] : []),
    ...(other.length > 0 ? [`messages say something else: ${other.join(', ')}`] : []),
    ...(await verify(host.store)).findings,
    ...(unknown.length > 0 ? [`${unknown.length} events are not known as duplicates`] : []),
  ];
}

/** a host that never lost power, to which the same was said in the same order */
async function liveCalmly(ids: readonly string[]): Promise<Bench> {
  const calm = createHostOn((now) => createMemoryStore({ clock: { ...createTestClock(), now } }), () => {});
  for (const id of ids) {
    const said = saidEvents.find((event) => event.id === id);
    if (said !== undefined) await calm.say(said);
    await calm.settle(50);
  }
  return calm;
}

async function standingOf({ orchestrator }: Bench, ids: readonly string[]): Promise<string> {
  const known = customers.filter((who) => ids.includes(`${who} 1`));
  return JSON.stringify(await Promise.all(known.map(async (who) => {
    const [{ journeys, ended }, { journeys: briefed }] = [await orchestrator.explain(`user:${who}`), await orchestrator.briefing(`user:${who}`)];
    return [journeys.map(({ instance, where, movesByItself }) => [instance, where, movesByItself.map(({ because }) => because)]), ended.map(({ instance, reason }) => [instance, reason]), briefed.map(({ facts }) => facts.map(({ name, value }) => [name, value]))];
  })));
}
