import assert from 'node:assert/strict';
import { JourneyError } from '../../errors/index.js';
import { parseIdentity } from '../../model/identity.js';
import { defaultLimits } from '../../model/limits.js';
import { isPrintable } from '../../model/printable-text.js';
import type { Inbound } from '../../ports/channel.js';
import { bringing, type ChannelBench, type ChannelCase, type FromCustomer } from './channel-bench.js';
import type { Answer } from './channel-harness.js';
import { lineEnds, manyScripts } from './content-cases.js';
import { hostileBytes } from './hostile-bytes.js';
import { pausePast } from './pause-past.js';
import { within } from './within.js';

const dayMs = 86_400_000;
const spacesWithin: readonly string[] = ['two  and   three', 'one\ttab', 'a line\n  and one set in\n\n\nand the last'];
const spacesAround: readonly string[] = [' before', 'after ', '\n\nbetween lines\n\n', '\u3000wide and unbroken\u00a0'];
const halfCharacter = 'half a flag: \ud83c';

/** Clauses about what customers say. */
export const hearingCases: readonly ChannelCase[] = [
  {
    id: 'CH-39', clause: 'what a customer says comes in once, from the address that says it', needs: ['customers'],
    async run({ bring, told, quiet, ana, ben }) {
      assert.equal((await bring()).from, ana);
      assert.equal((await bring({ from: ben })).from, ben);
      await quiet();
      assert.equal(told().length, 2);
    },
  },
  {
    id: 'CH-40', clause: 'the address is an identity of the channel\'s namespace in the form that two spellings share', needs: ['customers'],
    async run({ bring, channel: { identityNamespace } }) {
      const { from, namespace = identityNamespace } = await bring();
      assert.equal(parseIdentity({ namespace, value: from }).value, from);
    },
  },
  {
    id: 'CH-41', clause: 'what is sent to the address that spoke reaches the one who spoke', needs: ['customers', 'text'],
    async run({ bring, sent, arrived, ben }) {
      const { from } = await bring({ from: ben });
      await sent({ to: from });
      assert.deepEqual((await arrived(1)).map(({ to }) => to), [ben]);
    },
  },
  { id: 'CH-42', clause: 'words come in as they were written, in every script', needs: ['words'], run: (bench) => comeInAsWritten(bench, manyScripts) },
  { id: 'CH-75', clause: 'spaces and line ends within a text come in as they were written', needs: ['spacesWithin'], run: (bench) => comeInAsWritten(bench, spacesWithin) },
  { id: 'CH-76', clause: 'spaces and line ends around a text come in as they were written', needs: ['spacesAround'], run: (bench) => comeInAsWritten(bench, spacesAround) },
  {
    id: 'CH-77', clause: 'half a character in a text comes in as it is or as �, or is told as `unreadable` or refused; it is not asked for again and costs the next message nothing', needs: ['words'],
    async run(bench) {
      const answer = await bench.carry(bringing(bench.outside, bench.saying({ text: halfCharacter }))).catch(refusedByUs);
      assert.notEqual(answer, 'again', 'it is asked for again');
      const items = bench.heard.filter(({ kind }) => kind === 'message' || kind === 'unreadable');
      assert.equal(items.length, answer === 'taken' ? 1 : 0);
      for (const item of bench.told()) assert([halfCharacter, halfCharacter.toWellFormed()].includes(lineEnds(wordsOf(item))), 'it came in as something else');
      await bench.bring();
    },
  },
  {
    id: 'CH-43', clause: 'an id has 1 to 255 printable characters', needs: ['customers'],
    async run({ bring }) {
      const { id } = await bring();
      assert(typeof id === 'string' && id.length > 0 && id.length <= defaultLimits.idLength && isPrintable(id), 'the id is none');
    },
  },
  {
    id: 'CH-44', clause: 'two messages have two ids, also with the same words from the same person', needs: ['customers'],
    async run({ bring }) { assert.notEqual((await bring()).id, (await bring()).id); },
  },
  {
    id: 'CH-45', clause: 'delivered twice, a message has the same id and says the same', needs: ['customers'],
    async run(bench) {
      const said = bench.saying();
      const first = await bench.bring(said);
      await pausePast(bench, [first]);
      assert.deepEqual(await bench.bring(said), first);
    },
  },
  {
    id: 'CH-46', clause: 'what is said one after the other comes in in that order', needs: ['words'],
    async run({ outside, saying, carry, told, quiet }) {
      const texts = ['one', 'two', 'three', 'four', 'five'];
      for (const text of texts) await carry(bringing(outside, saying({ text })));
      await quiet();
      assert.deepEqual(told().map(wordsOf), texts);
    },
  },
  {
    id: 'CH-47', clause: 'a time that it tells is in epoch milliseconds', needs: ['customers'],
    async run({ bring }) {
      const { at } = await bring();
      assert(at === undefined || (Number.isSafeInteger(at) && Math.abs(at - Date.now()) < dayMs), `${at} is no time of today`);
    },
  },
  {
    id: 'CH-48', clause: 'what it hands over is plain data that can be stored', needs: ['customers'],
    async run({ bring }) {
      const item = await bring();
      assert.deepStrictEqual(JSON.parse(JSON.stringify(item)), item);
    },
  },
  {
    id: 'CH-49', clause: 'what we sent ourselves and is shown to us comes in as nothing', needs: ['echo'],
    async run({ outside, sent, arrived, carry, heard, quiet }) {
      await sent();
      const [mine] = await arrived(1);
      assert(mine !== undefined && outside.echo !== undefined);
      const before = heard.length;
      await carry(outside.echo(mine));
      await quiet();
      assert.deepEqual(heard.slice(before).map(({ kind }: Inbound) => kind), []);
    },
  },
  {
    id: 'CH-50', clause: 'bytes that nobody can read, written to its transport by a stranger, cost other customers nothing', needs: ['pour'],
    async run({ outside, bring, told, patienceMs, quiet }) {
      for (const bytes of hostileBytes) await within(patienceMs, 'pour', Promise.resolve(outside.pour?.(bytes)));
      await quiet();
      await bring();
      assert.equal(told().length, 1);
    },
  },
];

async function comeInAsWritten({ bring }: ChannelBench, texts: readonly string[]): Promise<void> {
  for (const text of texts) assert.equal(lineEnds(wordsOf(await bring({ text }))), text);
}

function refusedByUs(error: unknown): Answer {
  if (JourneyError.is(error)) return 'refused';
  throw error;
}

function wordsOf(item: FromCustomer): string {
  assert(item.kind === 'message', `it came in as ${item.kind}`);
  return item.text;
}
