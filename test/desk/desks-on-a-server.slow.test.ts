import { expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, type HandoffRequest } from 'throughline';
import { createPostgresStore } from 'throughline/adapters/postgres';
import { createDesk } from 'throughline/desk';
import { billDispute } from '../../examples/handoff/bill-dispute.js';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

test('of two processes on one database one has the desk; closed, it leaves contacts and agents to the other at once', async () => {
  const { workerUrl, newSchema } = await useTestDatabase();
  const schema = await newSchema();
  const process = () => {
    const desk = createDesk({ tickMs: 50 });
    const host = createOrchestrator({ store: createPostgresStore({ connection: workerUrl, schema }), channels: { chat: createRecordingChannel() }, journeys: [billDispute, desk.journey], handoff: (request: HandoffRequest) => desk.handoff(request), timing: { retryFirstMs: 20, retryMaxMs: 50, retryAttempts: 100 } });
    onTestFinished(async () => { await desk.close(); await host.close(); });
    return { desk, host };
  };
  const [first, second] = [process(), process()];
  await first.desk.open(first.host);
  await expect(second.desk.open(second.host)).rejects.toMatchObject({ code: 'DeskTaken' });
  await first.desk.sign({ id: 'ann', queues: { bills: 1 }, skills: { bills: { level: 3 } }, capacity: { perChannel: { chat: 2 } } }, 'available');
  const by = { source: 'test', who: ['user:eve'], via: { channel: 'chat' } };
  await first.host.accept({ ...by, id: '1', type: 'bill.disputed', data: { bill: 'b' } });
  await first.host.accept({ ...by, id: '2', type: 'person.asked', data: {} });
  await expect.poll(() => first.desk.contacts().map(({ life }) => life.status), { timeout: 10_000 }).toEqual(['offered']);
  const id = first.desk.contacts()[0]?.id ?? '';
  expect((await first.desk.say(id, { type: 'accept', agent: 'ann' })).refused).toBeUndefined();
  await first.desk.close();
  await second.desk.open(second.host);
  expect(second.desk.contacts()).toMatchObject([{ id, life: { status: 'assigned', agent: 'ann' } }]);
  expect((await second.desk.say(id, { type: 'hand-back', agent: 'ann' })).refused).toBeUndefined();
  // ann is there, as she was before
  await second.desk.say(id, { type: 'person-asked' });
  await expect.poll(() => second.desk.contacts().map(({ life }) => life.status), { timeout: 10_000 }).toEqual(['offered']);
});
