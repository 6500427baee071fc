import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differences, type Outcome } from '../../examples/demo/outcome.js';
import { callByHand, signCallByHand, startDemo, steady } from './run-demo.js';

const recorded = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'throughline-test-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the demo that a newcomer starts', () => {
  it('shows a chat, a call with the briefing before hello, an SMS, a mail and the timeline over all of them as recorded, and leaves nothing behind', async () => {
    const temporary = mkdtempSync(join(folder, 'temporary-'));
    const { code, out, err } = await startDemo([], { temporary }).ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(steady(out)).toBe(recorded('demo.expected.txt'));
    expect(readdirSync(temporary).filter((name) => name.startsWith('throughline'))).toEqual([]);
  });

  it('comes to the same with five kills on the way as in peace', async () => {
    const { code, out, err } = await startDemo(['--crash']).ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const asked = /asked again after a kill, .*: (.*)/.exec(out)?.[1]?.split(', ') ?? [];
    // beside the five that were under way, a kill may meet any other call of that moment
    expect(asked).toEqual(expect.arrayContaining(['shop findOrder', 'desk handoff', 'sms submit', 'email send', 'crm closeCase']));
    expect(out.replace(asked.join(', '), 'CALLS')).toBe(recorded('demo-crash.expected.txt'));
  });

  it('leaves page and phone open when it is asked to stay, and everything in a file when it is told to end', async () => {
    const demo = startDemo(['--stay'], { cwd: folder });
    const url = await until(() => /http:\/\/127\.0\.0\.1:\d+(?=\/\?user=)/.exec(demo.printed())?.[0]);
    expect(await (await fetch(url)).text()).toContain('Chat with the shop');
    expect((await fetch(`${url}/told?who=phone:%2B447700900123`)).status).toBe(401);
    const [kept = ''] = readdirSync(join(folder, '.throughline'));
    expect(await callByHand(url, signCallByHand(join(folder, '.throughline', kept), 'ringing'))).toBe(200);
    await until(() => /phone {3}call\.ringing/.exec(demo.printed())?.[0]);
    expect(await callByHand(url, signCallByHand(join(folder, '.throughline', kept), 'answered').replace('Bo', 'Xo'))).toBe(401);
    demo.process.kill('SIGTERM');
    expect((await demo.ended).code).toBe(0);
    expect(existsSync(join(folder, '.throughline', kept, 'journeys.db'))).toBe(true);
  });
});

describe('the comparison of two runs', () => {
  const calm: Outcome = {
    'what the customer read': ['1 Hello', '2 Solved'], 'what the desk was answered': ['handled'], 'the timeline': ['in', 'out'],
    'where the journeys stand': ['done'], 'what the outside was asked for': ['email send 3'], 'what the CRM holds': ['conversation 1'],
    'calls that changed': [], repeated: [],
  };

  it('lets a call come twice under one key', () => {
    expect(differences(calm, { ...calm, repeated: ['email send'] })).toEqual([]);
  });

  it.each([
    ['a message is lost', { 'what the customer read': ['1 Hello'] }],
    ['a message is read twice', { 'what the customer read': ['1 Hello', '2 Solved', '2 Solved'] }],
    ['a letter is sent under another key', { 'what the outside was asked for': ['email send 3', 'email send 4'] }],
    ['a call comes again with other bytes', { 'calls that changed': ['crm openCase'] }],
    ['the CRM holds something twice', { 'what the CRM holds': ['conversation 1', 'conversation 1'] }],
    ['the journey stands elsewhere', { 'where the journeys stand': ['with a person'] }],
  ])('notices when %s', (_, changed) => {
    expect(differences(calm, { ...calm, ...changed })).toEqual(Object.keys(changed));
  });
});

describe('a conversation of one\'s own', () => {
  const cy = { name: 'Cy', phone: '+447700900124', email: 'cy@example.org' };
  const file = (conversation: unknown): string => {
    const path = join(folder, 'conversation.json');
    writeFileSync(path, JSON.stringify(conversation));
    return path;
  };

  it('may end with the bot, and then nobody is called', async () => {
    const conversation = file({ customer: cy, person: 'Bo', steps: [{ customer: 'Hi' }, { hears: 'Which order' }, { customer: 'B-7' }, { hears: 'on its way' }, { customer: 'That helps' }, { hears: 'Solved' }] });
    const { code, out } = await startDemo(['--conversation', conversation]).ended;
    expect(code).toBe(0);
    expect(out).toContain('order-help   ended: done; goal reached: solved');
    expect(out).not.toContain('what Bo reads before hello');
  });

  it('may bring a person into the chat, who reads it before they write', async () => {
    const steps = [{ customer: 'Hi' }, { hears: 'Which order' }, { customer: 'Somebody please' }, { hears: 'on the way' }, { person: 'joins', twice: true }, { person: 'writes', text: 'Hello Cy' }, { hears: 'Hello Cy' }, { person: 'leaves', resolved: true, text: 'Found it.' }, { hears: 'Found it' }];
    const { code, out } = await startDemo(['--conversation', file({ customer: cy, person: 'Bo', steps })]).ended;
    expect(code).toBe(0);
    expect(out).toMatch(/what Bo reads before hello[\s\S]*→ webchat {2}Somebody please[\s\S]*Bo +joins/);
    expect(out).toContain('with a person → solved in the chat');
  });

  it('is refused with the place of its mistake', async () => {
    const { code, err } = await startDemo(['--conversation', file({ customer: cy, person: 'Bo', steps: [{ says: 'Hi' }] })]).ended;
    expect(code).toBe(1);
    expect(err).toContain('steps[0]');
  });

  it('can be asked for help', async () => {
    const { code, out } = await startDemo(['--help']).ended;
    expect(code).toBe(0);
    expect(out).toContain('--conversation <file>');
  });
});

async function until<T>(look: () => T | undefined): Promise<T> {
  for (const start = Date.now(); Date.now() - start < 60_000; await sleep(50)) {
    const found = look();
    if (found !== undefined) return found;
  }
  throw new Error('it did not come within a minute');
}
