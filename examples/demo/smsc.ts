import { setTimeout as sleep } from 'node:timers/promises';
import { openSmscLine, type SmscLine, type Submitted } from './smsc-line.js';

/** A text that has come to a phone. */
export interface PhoneText extends Submitted { readonly id: string }
/** Told of each text, and its sender only when that has settled. */
export type OnText = (text: PhoneText, again: boolean) => Promise<void>;

/** A small SMSC with all the phones of the country behind it. */
export interface Smsc {
  readonly port: number;
  /** The first text to this phone that holds the words; it resolves once the sender has taken the receipt for it. */
  text(to: string, words: string): Promise<PhoneText>;
  /** Sends a text from a phone; resolves once the receiver has taken it, which may be after its restart. */
  say(from: string, text: string): Promise<void>;
  close(): Promise<void>;
}
interface Phones { readonly texts: PhoneText[]; readonly reported: Set<string>; readonly receipted: Set<string> }

/** Starts it on a free port of this machine. */
export async function startSmsc(onText: OnText): Promise<Smsc> {
  const phones: Phones = { texts: [], reported: new Set(), receipted: new Set() };
  const line: SmscLine = await openSmscLine(async (submitted) => {
    const text = await takeText(phones, submitted, onText);
    return { id: text.id, told: () => void reportOnce(phones, line, text) };
  });
  return {
    port: line.port,
    text: (to, words) => findText(phones, to, words),
    say: (from, text) => line.deliver(from, { esm_class: 0, short_message: text }),
    close: () => line.close(),
  };
}

/** SMPP carries no key. This SMSC knows a text that is submitted twice by its words, as some do; with others a phone may show it twice. */
async function takeText({ texts }: Phones, { to, text }: Submitted, onText: OnText): Promise<PhoneText> {
  const known = texts.find((one) => one.to === to && one.text === text);
  const taken = known ?? { id: `sms-${texts.length + 1}`, to, text };
  if (known === undefined) texts.push(taken);
  await onText(taken, known !== undefined);
  return taken;
}

/** The phone has it: the sender is told by a delivery receipt. */
async function reportOnce({ reported, receipted }: Phones, line: SmscLine, { id, to }: PhoneText): Promise<void> {
  if (reported.has(id)) return;
  reported.add(id);
  await sleep(20);
  await line.deliver(to, { esm_class: 4, short_message: Buffer.from(`id:${id} stat:DELIVRD err:000`) });
  receipted.add(id);
}

async function findText({ texts, receipted }: Phones, to: string, words: string): Promise<PhoneText> {
  for (const start = Date.now(); Date.now() - start < 20_000; await sleep(20)) {
    const found = texts.find((text) => text.to === to && text.text.includes(words));
    if (found !== undefined && receipted.has(found.id)) return found;
  }
  throw new Error(`No text with '${words}' came to the phone.`);
}
