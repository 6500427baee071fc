import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { without } from './break-store.js';
import { breakHeard, breakLine, breakMembers, breakMessages, type BrokenChannel } from './break-channel.js';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Channels that hear something else, from somebody else, or in another order. */
export const brokenHearing: readonly BrokenChannel[] = [
  breakLine('hands everything over once more a little later', 'CH-39 CH-46 CH-49 CH-50', (line, deliver) => async (bytes) => {
    const answer = await line(bytes);
    void sleep(1).then(() => deliver([{ kind: 'message', id: randomUUID(), from: '+4915112345671', text: 'again' }]).catch(() => {}));
    return answer;
  }),
  breakHeard('takes everybody for one person', 'CH-39 CH-41 CH-68', (item) => ({ ...item, from: '+4915112345671' })),
  breakHeard('hands over the address as it was spelled', 'CH-39 CH-40 CH-41 CH-68', (item) => ({ ...item, from: item.from.replace('+49', '+49 ') })),
  breakHeard('hands over an address with the provider\'s prefix', 'CH-39 CH-40 CH-41 CH-68', (item) => ({ ...item, from: `sms:${item.from}` })),
  breakHeard('hears only western letters', 'CH-42 CH-77', (item) => ({ ...item, text: item.text.replaceAll(/[^\s -ÿ]/g, '?') })),
  breakHeard('trims what it hears', 'CH-76', (item) => ({ ...item, text: item.text.trim() })),
  breakHeard('makes one space of many', 'CH-75', (item) => ({ ...item, text: item.text.replaceAll(/(?<=\S)[^\S\n]+(?=\S)/g, ' ') })),
  breakHeard('makes one line of many', 'CH-75', (item) => ({ ...item, text: item.text.replaceAll(/(?<=\S)\s*\n\s*(?=\S)/g, ' ') })),
  breakHeard('breaks at half a character', 'CH-77', (item) => ({ ...item, text: decodeURIComponent(encodeURIComponent(item.text)) })),
  breakHeard('cuts a text at half a character', 'CH-77', (item) => ({ ...item, text: item.text.replace(/\p{Surrogate}[^]*/u, '') })),
  breakHeard('makes ids that nobody can keep', 'CH-43', (item) => ({ ...item, id: `${item.id}:${'x'.repeat(255)}` })),
  breakHeard('makes the id from the words', 'CH-44', (item) => ({ ...item, id: hash(item.text) })),
  breakHeard('makes up an id each time', 'CH-45 CH-52 CH-66', (item) => ({ ...item, id: randomUUID() })),
  breakLine('lets a short message overtake a longer one', 'CH-46', (line) => async (bytes) => {
    if (!new TextDecoder().decode(bytes).includes('"two"')) return line(bytes);
    void sleep(1).then(() => line(bytes)).catch(() => {});
    return 'taken';
  }),
  breakHeard('tells when it heard something as the time when it was said', 'CH-45 CH-66', (item) => ({ ...item, at: Date.now() })),
  breakHeard('tells in whole seconds when it heard something', 'CH-45 CH-66', (item) => ({ ...item, at: Math.floor(Date.now() / 1_000) * 1_000 })),
  breakHeard('tells the time in seconds', 'CH-47', (item) => ({ ...item, at: Math.floor(Date.now() / 1_000) })),
  breakHeard('hands over fields that are not there', 'CH-48', (item) => Object.assign(item, Object.fromEntries([['tenant', undefined]]))),
  breakLine('hears itself', 'CH-49', (line, deliver) => async (bytes) => {
    if (new TextDecoder().decode(bytes).includes('"own":true')) await deliver([{ kind: 'message', id: randomUUID(), from: '+4915112345671', text: 'my own words' }]);
    return line(bytes);
  }),
  breakLine('dies of what it cannot read', 'CH-50 CH-54', (line, _, exchange) => async (bytes) => {
    const answer = await line(bytes);
    if (answer === 'refused') exchange.line = undefined;
    return answer;
  }),
  breakLine('answers before anything is accepted', 'CH-51 CH-52', (line) => async (bytes) => {
    void line(bytes).catch(() => {});
    return 'taken';
  }),
  breakLine('answers `never` where the store is away', 'CH-52', (line) => async (bytes) => {
    const answer = await line(bytes);
    return answer === 'again' ? 'refused' : answer;
  }),
  breakLine('asks for ever for what will never be taken', 'CH-53', (line) => async (bytes) => {
    const answer = await line(bytes);
    return answer === 'refused' ? 'again' : answer;
  }),
  breakLine('goes silent after a message that was not taken', 'CH-54', (line) => {
    let silent = false;
    return async (bytes) => {
      const answer = silent ? 'refused' : await line(bytes);
      silent ||= answer === 'refused' && new TextDecoder().decode(bytes).includes('"thread"');
      return answer;
    };
  }),
  breakHeard('has one conversation for all', 'CH-55', (item) => ({ ...item, conversation: 'the line' })),
  breakHeard('names conversations by what cannot be kept', 'CH-56 CH-57 CH-58', (item) => ({ ...item, conversation: `${item.conversation}\n` })),
  breakMessages('forgets the conversation on the way out', 'CH-57 CH-58', (message) => without(message, 'conversation')),
  breakHeard('begins a conversation with every message', 'CH-57 CH-58', (item) => ({ ...item, conversation: `${item.conversation}:${item.id}` })),
  breakMembers('loses the thread after the first answer', 'CH-58', ({ open }) => {
    let heard = 0;
    return {
      open: async (deliver) => open?.((inbound) => deliver(inbound.map((item) => {
        heard += 1;
        return heard > 2 && item.kind === 'message' && item.text === 'Where is my parcel?' ? { ...item, conversation: 'another' } : item;
      }))),
    };
  }),
];
