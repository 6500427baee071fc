import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { WebSocketChannel } from '../../../adapters/websocket/index.js';
import { afterTest, never, openShop, outbound, until } from './chat-test-bench.js';

const page = readFileSync(new URL('../../../examples/demo/page.html', import.meta.url), 'utf8');
const script = /<script type="module">([\s\S]*)<\/script>/.exec(page)?.[1] ?? '';

/** As much of an element as the page touches. */
class Part {
  readonly dataset: Record<string, string> = {};
  readonly children: Part[] = [];
  textContent = '';
  value = '';
  className = '';
  onclick = (): void => {};
  declare onsubmit: (event: object) => void;
  readonly reset = (): void => {};
  get lastChild(): Part | undefined {
    return this.children.at(-1);
  }
  append(...parts: Part[]): void {
    this.children.push(...parts);
  }
  appendChild(part: Part): Part {
    this.children.push(part);
    return part;
  }
}

/** Opens the page; the same `storage` again is a reload. */
function openPage(url: string, storage = new Map<string, string>()) {
  const parts = new Map(['log', 'status', 'form', 'text'].map((id) => [id, new Part()]));
  const part = (id: string): Part => parts.get(id) ?? new Part();
  const sockets: WebSocket[] = [];
  let left = false;
  class PageSocket extends WebSocket {
    constructor(address: string) {
      super(address);
      sockets.push(this);
    }
  }
  runInContext(script, createContext({
    URLSearchParams, crypto, Math, console, WebSocket: PageSocket,
    setTimeout: (run: (value?: unknown) => void, ms: number, value?: unknown) => setTimeout(() => left || run(value), ms / 20),
    location: { search: `?user=ana&ws=${encodeURIComponent(url)}`, origin: 'http://127.0.0.1' },
    document: { getElementById: part, createElement: () => new Part(), visibilityState: 'visible' },
    sessionStorage: { getItem: (key: string) => storage.get(key) ?? null, setItem: (key: string, value: string) => void storage.set(key, value) },
  }));
  const leave = (): void => {
    left = true;
    for (const socket of sockets) socket.close();
  };
  afterTest(leave);
  const write = (words: string): void => {
    part('text').value = words;
    part('form').onsubmit({ preventDefault: () => {} });
  };
  return { storage, leave, write, status: () => part('status').textContent, lines: () => part('log').children };
}

const send = (channel: WebSocketChannel, key: string, buttons?: readonly string[]) => channel.send(outbound(key, 'ana', buttons === undefined ? {} : { buttons }), { signal: never });

describe('the chat page of the example', () => {
  it('shows what was said and answered, and a button says its words', async () => {
    const { channel, url, heard } = await openShop();
    const ana = openPage(url);
    await until(() => ana.status() === 'connected');
    ana.write('where is my order?');
    await until(() => ana.lines()[0]?.dataset['state'] === undefined);
    await send(channel, 'k1', ['yes', 'no']);
    await until(() => ana.lines().length === 2);
    ana.lines()[1]?.lastChild?.children[0]?.onclick();
    await until(() => heard.some((item) => item.kind === 'message' && item.text === 'yes'));
    expect(ana.lines().map(({ textContent, className }) => [textContent, className])).toEqual([['where is my order?', 'mine'], ['text of k1', ''], ['yes', 'mine']]);
    expect(heard.flatMap((item) => (item.kind === 'receipt' ? [item.state] : []))).toEqual(['delivered', 'read']);
  });

  it('comes back to a restarted server with its conversation, and says again what was not accepted', async () => {
    const first = await openShop();
    const ana = openPage(first.url);
    await until(() => ana.status() === 'connected');
    ana.write('hello');
    await until(() => first.heard.some(({ kind }) => kind === 'message'));
    await first.channel.close();
    await until(() => ana.status() === 'reconnecting');
    ana.write('are you there?');
    expect(ana.lines()[1]?.dataset['state']).toBe('sending');
    const second = await openShop({ port: Number(new URL(first.url).port) });
    await until(() => ana.status() === 'connected' && ana.lines()[1]?.dataset['state'] === undefined);
    const conversationOf = ({ heard }: typeof first) => heard.flatMap((item) => (item.kind === 'message' ? [item.conversation] : []));
    expect(conversationOf(second)).toEqual(conversationOf(first));
  });

  it('shows the conversation after a reload, and no message twice', async () => {
    const { channel, url } = await openShop();
    const before = openPage(url);
    await until(() => before.status() === 'connected');
    await send(channel, 'k1');
    await until(() => before.lines().length === 1);
    before.leave();
    const after = openPage(url, before.storage);
    await until(() => after.status() === 'connected');
    await send(channel, 'k1');
    await send(channel, 'k2');
    await until(() => after.lines().length === 2);
    expect(after.lines().map(({ textContent }) => textContent)).toEqual(['text of k1', 'text of k2']);
  });

  it('can be used without seeing it, and asks nobody else for anything', () => {
    for (const sign of ['<html lang="en">', 'role="log" aria-live="polite"', 'role="status"', '<label class="unseen" for="text">']) expect(page).toContain(sign);
    expect(page).not.toMatch(/(src|href)="/);
  });
});
