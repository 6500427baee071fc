import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Runs an example as a reader would, on the built package. */
async function printedBy(example: string): Promise<string> {
  const tsx = [resolve('node_modules/tsx/dist/cli.mjs'), '--tsconfig', resolve('examples/tsconfig.json'), resolve('examples', example)];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, tsx, { encoding: 'utf8', timeout: 60_000 });
  return stderr + stdout;
}

test.each([
  ['a customer chats, then calls, and the chat is on the screen before hello', '01-chat-then-call/chat-then-call.ts', 'chat-then-call.expected.txt'],
  ['an order is confirmed by SMS, the receipt is heard, and so is the answer', '02-order-sms/order-sms.ts', 'order-sms.expected.txt'],
  ['three processes run one database, and two of them finish what the third was killed in', '04-three-workers/three-workers.ts', 'three-workers.expected.txt'],
  ['a cart and a newsletter share one cap, a night passes, and explain says why', '05-cart-with-caps/cart-with-caps.ts', 'cart-with-caps.expected.txt'],
  ['an outage is told to everybody once, though the list breaks off, and who does not react is told again', '10-outage-notice/outage-notice.ts', 'outage-notice.expected.txt'],
  ['a channel of one\'s own asks four guests, hears them, and passes its cases', '03-my-own-adapter/my-own-adapter.ts', 'my-own-adapter.expected.txt'],
  ['an outage and the invoice of yesterday tell why customers write, and one question is asked where nothing tells', '06-outage-by-intent/outage-by-intent.ts', 'outage-by-intent.expected.txt'],
  ['a question is answered from the help pages, and only what the customer says is solved counts as solved', '07-answers-first/answers-first.ts', 'answers-first.expected.txt'],
  ['a question moves to the chat once that has proven itself, and back when it gets worse', '08-digital-adoption/digital-adoption.ts', 'digital-adoption.expected.txt'],
  ['the fax goes in stages by what is measured, is taken back once and retired at last, and everybody is told and nobody is left without a way', '09-retiring-the-fax/retiring-the-fax.ts', 'retiring-the-fax.expected.txt'],
  ['a month of customers is read from the log: how well they were helped, what to mend first, and whether the goal will be reached', '11-a-month-of-care/a-month-of-care.ts', 'a-month-of-care.expected.txt'],
  ['on a busy Monday four agents share those who write, German goes first to who speaks it, and nobody is forgotten', '12-busy-monday/busy-monday.ts', 'busy-monday.expected.txt'],
  ['a bot explains a bill, a person takes over, promises to call, does not reach the customer, and calls again', '13-bill-dispute/bill-dispute.ts', 'bill-dispute.expected.txt'],
  ['promises count business hours: they are at risk before they are broken, and a supervisor is told once', '14-promise-at-risk/promise-at-risk.ts', 'promise-at-risk.expected.txt'],
  ['an offer goes to a tenth first and to all a day later, nobody is let in by night or too late, and a newer one takes its place', '18-sale-in-waves/sale-in-waves.ts', 'sale-in-waves.expected.txt'],
  ['in 120 days the biggest mismatch is found, a new version mends it, a holdout shows that it was the version, and channels, actions and agents learn from the same endings', '16-the-loop-closes/the-loop-closes.ts', 'the-loop-closes.expected.txt'],
  ['four goals of a quarter are judged each month: on track, at risk, too few to say, achieved and missed', '17-a-quarter-of-goals/a-quarter-of-goals.ts', 'a-quarter-of-goals.expected.txt'],
])('%s, as recorded', async (_, example, recorded) => {
  expect(await printedBy(example)).toBe(readFileSync(new URL(recorded, import.meta.url), 'utf8'));
});
