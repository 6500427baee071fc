import assert from 'node:assert/strict';
import { isPrintable } from '../../model/printable-text.js';
import type { ChannelCase } from './channel-bench.js';

const longestProviderId = 1_000;
const badAddresses = ['', ' ', 'ana\r\nto: ben', 'ana\u0000', '\u202eana', '../ana', 'nobody '.repeat(2_000)];

/** Clauses about one message on its way out. */
export const sendingCases: readonly ChannelCase[] = [
  {
    id: 'CH-14', clause: 'a message reaches the person it is for, once, and nobody else', needs: ['text'],
    async run({ sent, arrived, received, ana, ben }) {
      await sent({ text: 'for ana' });
      await arrived(1);
      await sent({ text: 'for ben', to: ben });
      await arrived(2);
      assert.deepEqual((await received()).map(({ to, text }) => [to, text]), [[ana, 'for ana'], [ben, 'for ben']]);
    },
  },
  {
    id: 'CH-15', clause: '`sent` names the provider\'s id: printable, at most 1,000 characters, another for every message', needs: ['text'],
    async run({ sent }) {
      const ids = [await sent(), await sent()];
      for (const id of ids) assert(typeof id === 'string' && id.length > 0 && id.length <= longestProviderId && isPrintable(id), 'the provider id is none');
      assert.equal(new Set(ids).size, 2);
    },
  },
  {
    id: 'CH-16', clause: 'the same message under the same key a second time is the same to its last byte', needs: ['text'],
    async run({ message, sent, arrived, received, quiet }) {
      const same = message();
      await sent(same);
      await arrived(1);
      await quiet();
      await sent(same);
      const [first, ...more] = await received();
      for (const again of more) assert.deepEqual(again, first);
    },
  },
  {
    id: 'CH-17', clause: 'the same words under another key are another message', needs: ['text'],
    async run({ sent, arrived }) {
      await sent({ text: 'the same' });
      await sent({ text: 'the same' });
      const [one, other] = await arrived(2);
      assert(one?.key === undefined || one.key !== other?.key, 'the receiver cannot tell the two apart');
    },
  },
  {
    id: 'CH-18', clause: 'what is sent one after the other arrives in that order', needs: ['text'],
    async run({ sent, arrived }) {
      const texts = ['one', 'two', 'three', 'four', 'five'];
      for (const text of texts) await sent({ text });
      assert.deepEqual((await arrived(texts.length)).map(({ text }) => text), texts);
    },
  },
  {
    id: 'CH-19', clause: 'messages to several people at once do not mix', needs: ['text'],
    async run({ sent, arrived, ana, ben }) {
      const wanted = Array.from({ length: 10 }, (_, at) => ({ to: at % 2 === 0 ? ana : ben, text: `message ${at}` }));
      await Promise.all(wanted.map((one) => sent(one)));
      const pairs = (await arrived(wanted.length)).map(({ to, text }) => `${to} ${text}`);
      assert.deepEqual(pairs.toSorted(), wanted.map(({ to, text }) => `${to} ${text}`).toSorted());
    },
  },
  {
    id: 'CH-20', clause: 'an address that is none is never `sent`, reaches nobody, and is no error', needs: ['text'],
    async run({ send, received }) {
      for (const to of badAddresses) assert.notEqual((await send({ to })).status, 'sent');
      assert.deepEqual(await received(), []);
    },
  },
];
