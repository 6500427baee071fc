/** Three processes run the same journeys on one database; one of them is killed in the middle of its work, and the others finish it. */
// a real server for this example alone: in your own host you name the one you have
import { startDatabaseServer } from '../../scripts/postgres-server.js';
import { startWorker, type Sms, type Worker } from './start-worker.js';

const database = await startDatabaseServer();
const sent = new Map<string, number>();
let lines: { readonly sms: Sms; readonly worker: Worker }[] = [];
let look: (() => void) | undefined;

/** The next message that a worker hands to the phones. */
async function nextSms(): Promise<{ readonly sms: Sms; readonly worker: Worker }> {
  for (;;) {
    const [first, ...others] = lines;
    lines = others;
    if (first !== undefined) return first;
    await new Promise<void>((resolve) => { look = resolve; });
  }
}
const onSms = (sms: Sms, worker: Worker): void => {
  sent.set(sms.key, (sent.get(sms.key) ?? 0) + 1);
  lines.push({ sms, worker });
  look?.();
};
/** It arrives, and the worker hears so. */
async function arrives(): Promise<{ readonly sms: Sms; readonly worker: Worker }> {
  const { sms, worker } = await nextSms();
  console.log(`  on the phone of ${sms.to}: ${sms.text}`);
  worker.wentOut(sms.key);
  return { sms, worker };
}

const workers = await Promise.all([1, 2, 3].map(() => startWorker(database.url, onSms)));
const [first, second, third] = workers as [Worker, Worker, Worker];
console.log('three workers are open on one database');

console.log('\nAnn orders; the event comes to the first worker:');
console.log(`  ${String(await first.ask({ ask: 'accept', id: 'a1', type: 'order.placed', who: 'phone:+4915112345678', data: { order: '1001' } }))}`);
await arrives();
console.log(`  the second worker knows where she is: ${String(await second.ask({ ask: 'where', who: 'phone:+4915112345678' }))}`);
console.log(`  the same event once more, at the third: ${String(await third.ask({ ask: 'accept', id: 'a1', type: 'order.placed', who: 'phone:+4915112345678', data: { order: '1001' } }))}`);
console.log(`  she pays, at the third: ${String(await third.ask({ ask: 'accept', id: 'a2', type: 'order.paid', who: 'phone:+4915112345678', data: {} }))}`);

console.log('\nBob orders at the first worker, which is killed while it sends the confirmation:');
console.log(`  ${String(await first.ask({ ask: 'accept', id: 'b1', type: 'order.placed', who: 'phone:+4915187654321', data: { order: '1002' } }))}`);
const { sms: interrupted, worker: its } = await nextSms();
await its.kill();
const killedAt = performance.now();
console.log('  killed; nobody knows whether the message went out');
// its delay of two seconds may end before its lease does
const taken = [await arrives(), await arrives()];
const again = taken.find(({ sms }) => sms.key === interrupted.key);
console.log(`  ${again === undefined ? 'nobody' : 'another worker'} sent the confirmation again, under the same key, ${again?.sms.text === interrupted.text ? 'in the same words' : 'in other words'}`);
console.log(`  and ended the delay that the dead one had set, all ${performance.now() - killedAt < 10_000 ? 'within ten seconds' : 'late'}`);

console.log('\nThe second worker is asked to end, as at a deploy, and the third goes on alone:');
await second.end();
console.log(`  Bob pays: ${String(await third.ask({ ask: 'accept', id: 'b2', type: 'order.paid', who: 'phone:+4915187654321', data: {} }))}`);
console.log(`  messages sent: ${sent.size}, of which twice: ${[...sent.values()].filter((times) => times > 1).length}`);

await third.end();
await database.remove();
