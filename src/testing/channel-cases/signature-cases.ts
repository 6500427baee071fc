import assert from 'node:assert/strict';
import { readRequest, type ReadRequest } from './carry-request.js';
import type { ChannelBench, ChannelCase } from './channel-bench.js';
import { within } from './within.js';

/** Clauses about who sent a request. */
export const signatureCases: readonly ChannelCase[] = [
  {
    id: 'CH-59', clause: 'a genuine request is known by the bytes handed along, after its body was read', needs: ['signature'],
    async run(bench) { assert.equal(await verified(bench, await genuine(bench)), true); },
  },
  {
    id: 'CH-60', clause: 'a request with one bit changed, one byte more or less, or no body is not genuine', needs: ['signature'],
    async run(bench) {
      const { request, bytes } = await genuine(bench);
      const changed = [...[0, bytes.length >> 1, bytes.length - 1].map((at) => flipped(bytes, at)), bytes.slice(1), bytes.slice(0, -1), Uint8Array.of(...bytes, 0x20), new Uint8Array()];
      for (const other of changed) assert.equal(await verified(bench, { request, bytes: other }), false, 'changed bytes were taken for genuine');
    },
  },
  {
    id: 'CH-61', clause: 'a request signed with another secret is not genuine', needs: ['forge'],
    async run(bench) {
      const { outside, saying } = bench;
      assert(outside.forge !== undefined);
      assert.equal(await verified(bench, await readRequest(await outside.forge(saying()))), false);
    },
  },
  {
    id: 'CH-62', clause: 'a request without a signature is not genuine', needs: ['signature'],
    async run(bench) {
      const { request, bytes } = await genuine(bench);
      const bare = new Request(request.url, { method: request.method });
      assert.equal(await verified(bench, { request: bare, bytes }), false);
    },
  },
  {
    id: 'CH-63', clause: '`verify` answers true or false whatever the headers say; it never rejects', needs: ['signature'],
    async run(bench) {
      const { request, bytes } = await genuine(bench);
      for (const name of request.headers.keys()) {
        for (const value of ['', '=', 'x', ','.repeat(1_000), 'é'.repeat(100), `${request.headers.get(name)}, x`, 'x'.repeat(100_000)]) {
          assert.equal(typeof (await verified(bench, { request: withHeader(request, name, value), bytes })), 'boolean');
        }
      }
    },
  },
  {
    id: 'CH-64', clause: 'the signature of one message does not vouch for another', needs: ['signature'],
    async run(bench) {
      const [one, other] = [await genuine(bench), await genuine(bench, 'Cancel my order, please.')];
      assert.equal(await verified(bench, { request: one.request, bytes: other.bytes }), false);
    },
  },
  {
    id: 'CH-65', clause: 'a request whose signature stands there twice, or with something behind it, is not genuine', needs: ['signature'],
    async run(bench) {
      const { request, bytes } = await genuine(bench);
      const judged = [...request.headers].flatMap(([name, value]) => [`${value}, ${value}`, `${value}, x`].map((other) => ({ name, request: withHeader(request, name, other) })));
      for (const { name, request: other } of judged) {
        if (await isSigned(bench, { request, bytes }, name)) assert.equal(await verified(bench, { request: other, bytes }), false, 'a doubled signature was taken for genuine');
      }
    },
  },
];

/** A header belongs to the signature where nothing is genuine without it. */
async function isSigned(bench: ChannelBench, { request, bytes }: ReadRequest, name: string): Promise<boolean> {
  const headers = new Headers(request.headers);
  headers.delete(name);
  return (await verified(bench, { request: new Request(request.url, { method: request.method, headers }), bytes })) === false;
}

async function genuine({ outside, saying }: ChannelBench, text = 'Where is my parcel?'): Promise<ReadRequest> {
  assert(outside.request !== undefined, 'the harness has no `request`');
  return readRequest(await outside.request(saying({ text })));
}

function verified({ channel, patienceMs }: ChannelBench, { request, bytes }: ReadRequest): Promise<boolean | undefined> {
  return within(patienceMs, 'verify', Promise.resolve(channel.verify?.(request, bytes)));
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

function withHeader(request: Request, name: string, value: string): Request {
  const headers = new Headers(request.headers);
  headers.set(name, value);
  return new Request(request.url, { method: request.method, headers });
}
