import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hours, minutes, seconds } from 'throughline';
import { createBench } from '../door/bench.js';
import { homes, type Home } from '../door/homes.js';
import { createRecordingChannel } from '../recording-channel.js';

describe.each(homes)('a customer whose messages take the host very long to understand, %s,', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  test('keeps nobody else waiting: delays of others end when they are due, and their messages go out', async () => {
    const sentAt: { readonly text: string; readonly at: number }[] = [];
    const chat = createRecordingChannel((message) => { sentAt.push({ text: message.text, at: home.clock.now() - began }); return { status: 'sent', providerId: message.key }; });
    const bench = createBench(home, { chat, timing: { pollMs: seconds(5) }, understand: ({ customer }: { readonly customer: { readonly identities: readonly string[] } }) => (customer.identities.includes('user:slow') ? new Promise(() => {}) : undefined) });
    await bench.orchestrator.start();
    const began = home.clock.now();
    for (const [n, who] of ['slow', 'one', 'two', 'three'].entries()) {
      await bench.say({ id: who, type: 'order.placed', data: { order: who }, who: [`user:${who}`] });
      if (n < 3) await bench.settle(seconds(3));
    }
    await bench.settle(hours(2) - seconds(9) - seconds(2));
    const heard = Array.from({ length: 20 }, (_one, n) => chat.hear({ kind: 'message', id: `m${n}`, from: 'slow', text: 'and another thing' }));
    await bench.settle(minutes(3));
    await Promise.all(heard);
    const waiting = Object.fromEntries(sentAt.filter(({ text }) => text.endsWith('waiting.')).map(({ text, at }) => [text.split(' ')[1], at]));
    expect(waiting['one']).toBeLessThan(hours(2) + seconds(4));
    expect(waiting['two']).toBeLessThan(hours(2) + seconds(7));
    expect(waiting['three']).toBeLessThan(hours(2) + seconds(10));
    expect(waiting['slow']).toBeLessThan(hours(2) + minutes(2));
    expect(bench.chat.sent.filter((message) => message.text.endsWith('waiting.'))).toHaveLength(4);
    await bench.orchestrator.close();
  });
});
