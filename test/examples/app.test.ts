import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { ContactView } from '../../examples/app/contact-view.js';
import { startApp } from '../../examples/app/host.js';

async function openApp() {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-app-'));
  const app = await startApp({ file: join(folder, 'app.db'), port: 0, secret: 'a demonstration keeps no secrets' });
  onTestFinished(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const post = async (path: string, body: unknown, origin = app.url): Promise<Response> => fetch(app.url + path, { method: 'POST', headers: { origin }, body: JSON.stringify(body) });
  const contacts = async (): Promise<readonly ContactView[]> => (await fetch(`${app.url}/desk/contacts`)).json();
  return { ...app, post, contacts };
}

/** A chat page, as far as words go. */
async function openChat(url: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/chat`);
  const heard: string[] = [];
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(String(data));
    if (frame.type === 'message') heard.push(frame.text);
  };
  await new Promise((opened) => { socket.onopen = opened; });
  onTestFinished(() => socket.close());
  socket.send(JSON.stringify({ type: 'hello', user: 'mia' }));
  return {
    heard,
    say: async (text: string) => {
      const before = heard.length;
      socket.send(JSON.stringify({ type: 'message', id: `m-${before}`, text }));
      await until(() => heard.length > before);
    },
  };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 500) throw new Error('it never came to that');
    await sleep(10);
  }
}

test('the app\'s desk gets a customer with all that is known, and its words reach them once', async () => {
  const { url, post, contacts } = await openApp();
  const chat = await openChat(url);
  await post('/desk/sign', { agent: 'Ann', presence: 'available' });
  await chat.say('Where is my parcel?');
  await chat.say('It is A-1042');
  await chat.say('I need a person');
  await until(async () => (await contacts())[0]?.life.status === 'offered');
  const [offered] = await contacts();
  expect(offered).toMatchObject({ reason: 'asked-for', name: 'Mia Berg', skills: ['parcels'], cases: [{ subject: 'The lamp came broken' }], actions: [{ action: 'Send the parcel anew, by express' }, {}, {}], helped: [] });
  expect(offered?.facts.map(({ name, value, verified }) => [name, value, verified])).toEqual([['question', 'Where is my parcel?', false], ['orderNumber', 'A-1042', false]]);
  const about = { contact: offered?.id, agent: 'Ann' };
  // not hers yet, and not done by who is not the agent's page
  expect((await post('/desk/write', { ...about, id: 'w-1', words: 'Hello' })).status).toBe(409);
  expect((await post('/desk/say', { ...about, turn: offered?.turn, does: 'accept' }, 'https://elsewhere.example')).status).toBe(404);
  await post('/desk/say', { ...about, turn: offered?.turn, does: 'accept' });
  const before = chat.heard.length;
  for (const _ of [1, 2]) expect((await post('/desk/write', { ...about, id: 'w-1', words: 'Hello' })).status).toBe(200);
  await until(() => chat.heard.length > before);
  await sleep(100);
  expect(chat.heard.slice(before)).toEqual(['Ann: Hello']);
});

test('the app refuses what its pages would not say, and serves nothing else', async () => {
  const { url, post } = await openApp();
  expect((await post('/desk/say', { does: 'anything' })).status).toBe(400);
  expect((await fetch(`${url}/../package.json`)).status).toBe(404);
  const page = await fetch(`${url}/desk`);
  expect([page.status, page.headers.get('content-security-policy')?.startsWith(`default-src 'self'`)]).toEqual([200, true]);
});
