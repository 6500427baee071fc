import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts } from 'throughline';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';

/** What looks like an instruction to somebody's template language, page, mail header, spreadsheet or telephone. */
const values: { readonly [what: string]: string } = {
  'a template of its own': '{{ customer.secret }} {% include "/etc/passwd" %} ${process.exit()}',
  'a script': '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'a header': 'A\r\nBcc: all@example.org',
  'a right-to-left override': 'A\u202egnp.exe',
  'markup of a voice': '<speak><break time="10h"/></speak><Response><Dial>+4915112345678</Dial></Response>',
  'a formula': '=HYPERLINK("https://example.org";"A")',
  'the name of what every object has': '__proto__',
  'replacement marks': "$& $1 $' $$",
};

/** `reminder` without a key, which can be no such thing */
const confirming = defineJourney({ id: 'confirming', version: 1, events: { 'order.placed': z.object({ order: z.string() }) }, facts: { order: facts.internal(z.string()) }, channels: { chat: ['text'] }, entry: { on: ['order.placed'], reentry: { mode: 'after-exit' } }, ttlMs: days(1) })
  .setup({}).createMachine({ id: 'confirming', context: ({ input }) => ({ order: input.event.data.order }), initial: 'told', states: { told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'transactional', template: 'confirmed' } }, type: 'final' } } });

describe.each(homes)('line 39: a value that a text is filled with, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  beforeEach(() => {
    home = make();
    bench = createBench(home, { journeys: [confirming] });
  });
  afterEach(async () => {
    await bench.orchestrator.close();
    await home.remove();
  });

  test.each(Object.entries(values))('is never read as a text of its own: %s reaches the channel as it is, for the channel to escape', async (_what, order) => {
    await bench.say({ id: '1', type: 'order.placed', data: { order } });
    await bench.settle();
    expect(bench.texts()).toEqual([`Order ${order} is confirmed.`]);
  });
});
