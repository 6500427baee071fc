/** One of several processes that run the same journeys on one PostgreSQL database. Ask it to end with SIGTERM, and it hands over what it has in hand. */
import { createOrchestrator, type Receipt } from 'throughline';
import { createPostgresStore } from 'throughline/adapters/postgres';
import type { Channel } from 'throughline/ports';
import { order } from './order.js';
import type { Asked, FromWorker, ToWorker } from './wire.js';

const say = (said: FromWorker): void => void process.send?.(said);

/** The phones are outside of this process: what was sent is known once they say so. */
const goneOut = new Map<string, () => void>();
const sms = {
  contract: 1, name: 'sms', identityNamespace: 'phone', capabilities: { text: true },
  async send({ key, to, text }) {
    const done = new Promise<void>((resolve) => { goneOut.set(key, resolve); });
    say({ kind: 'sms', key, to, text });
    await done;
    return { status: 'sent', providerId: key };
  },
  async close() {},
} as const satisfies Channel;

// #region worker
const orchestrator = createOrchestrator({
  journeys: [order],
  channels: { sms },
  // a worker that is not heard of for a second and a half is dead to the others; 30 seconds unless said otherwise
  store: createPostgresStore({ connection: process.argv[2] ?? '', leaseMs: 1_500 }),
  // how long it takes at most until a worker looks for what others left or paused; 5 seconds unless said otherwise
  timing: { pollMs: 500 },
  texts: {
    confirmation: ({ order: number }) => `We have your order ${number}.`,
    reminder: ({ order: number }) => `Your order ${number} waits to be paid.`,
  },
});
await orchestrator.start();
process.once('SIGTERM', () => void orchestrator.close().then(() => process.exit()));
// #endregion worker

async function answer(asked: Asked): Promise<Receipt['status'] | readonly string[]> {
  if (asked.ask === 'where') return (await orchestrator.explain(asked.who)).journeys.flatMap(({ where }) => where);
  const { id, type, who, data } = asked;
  return (await orchestrator.accept({ id, source: 'shop', type, who: [who], data } as Parameters<typeof orchestrator.accept>[0])).status;
}

process.on('message', (said: ToWorker) => {
  if (said.kind === 'sms went out') goneOut.get(said.key)?.();
  else void answer(said.asked).then((answered) => say({ kind: 'answered', n: said.n, answer: answered }));
});
process.on('disconnect', () => process.exit());
say({ kind: 'open' });
