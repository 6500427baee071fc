import assert from 'node:assert/strict';
import type { ChannelBench, ChannelCase } from './channel-bench.js';

/** Words in many scripts, as people write them; each is one message. */
export const manyScripts: readonly string[] = [
  'お荷物は明日の午前中に届きます。', 'שלום, ההזמנה שלך A-1042 בדרך', 'مرحبا، طلبك A-1042 في الطريق', '👩‍👩‍👧‍👦 🇯🇵 👍🏽 🏴‍☠️', 'e\u0301 and é', '€ [brackets] {braces} ~ ^ \\ |',
];
/** Words that mean something to some technology and must mean nothing here; each is one message. */
const literalWords: readonly string[] = [
  '<b>bold</b> &amp; <script>alert(1)</script>', '{{name}} ${price} %s %0A', 'one\ntwo\n\nfour', 'first\n.\nQUIT', 'Subject: x\nBcc: eve@evil.example\n\nhello', '=1+1', '" \' \\ `',
];

/** Clauses about what a message says. */
export const contentCases: readonly ChannelCase[] = [
  { id: 'CH-21', clause: 'words arrive as they are in every script: Japanese, right to left, emoji, combined letters', needs: ['text'], run: (bench) => arriveAsTheyAre(bench, manyScripts) },
  { id: 'CH-22', clause: 'words are words: markup, templates, commands, line ends and header lines in a text arrive as text', needs: ['text'], run: (bench) => arriveAsTheyAre(bench, literalWords) },
  {
    id: 'CH-23', clause: 'the longest text it declares arrives whole', needs: ['maxTextLength'],
    run: (bench) => arriveAsTheyAre(bench, [ofLength('word ', longest(bench))]),
  },
  {
    id: 'CH-24', clause: 'the longest text arrives whole also where every character takes two units, as emoji do', needs: ['maxTextLength'],
    run: (bench) => arriveAsTheyAre(bench, [ofLength('🎉', longest(bench)), `x${ofLength('🎉', longest(bench) - 1)}`]),
  },
  {
    id: 'CH-25', clause: 'a text longer than declared is refused or arrives whole: it is never cut', needs: ['maxTextLength'],
    async run(bench) {
      const text = ofLength('word ', longest(bench) + 1);
      const { status } = await bench.send({ text });
      const all = await bench.received();
      if (status === 'sent') assert.deepEqual(all.map((one) => one.text.length), [text.length]);
      else assert.deepEqual([status, all], ['refused', []]);
    },
  },
  {
    id: 'CH-26', clause: 'buttons arrive with their words, in order', needs: ['buttons'],
    async run({ sent, arrived }) {
      const buttons = ['はい', 'No, thank you', 'An adviser & I'];
      await sent({ buttons });
      assert.deepEqual((await arrived(1))[0]?.buttons, buttons);
    },
  },
  {
    id: 'CH-27', clause: 'media arrive under their address', needs: ['media'],
    async run({ sent, arrived }) {
      const mediaUrl = 'https://shop.example/label.pdf?order=A-1042&page=1';
      await sent({ mediaUrl });
      assert.equal((await arrived(1))[0]?.mediaUrl, mediaUrl);
    },
  },
  {
    id: 'CH-28', clause: 'a template is sent by its name', needs: ['template'],
    async run({ sent, arrived }) {
      await sent({ text: '', template: 'order_on_its_way' });
      assert.equal((await arrived(1))[0]?.template, 'order_on_its_way');
    },
  },
];

async function arriveAsTheyAre({ sent, arrived, received }: ChannelBench, texts: readonly string[]): Promise<void> {
  for (const text of texts) await sent({ text });
  await arrived(texts.length);
  assert.deepEqual((await received()).map(({ text }) => lineEnds(text)), texts);
}

/** Technologies differ in how a line ends, which nobody sees. */
export const lineEnds = (text: string): string => text.replaceAll('\r\n', '\n');

const longest = ({ channel }: ChannelBench): number => channel.limits?.maxTextLength ?? 0;

/** As many whole repetitions as fit, filled up with `x`. */
const ofLength = (part: string, length: number): string => part.repeat(Math.floor(length / part.length)).padEnd(length, 'x');
