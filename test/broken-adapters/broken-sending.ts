import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { maxTextLength } from '../testing/acme-channel.js';
import { without } from './break-store.js';
import { breakMessages, breakResults, breakSend, type BrokenChannel } from './break-channel.js';

const latin = (text: string): string => text.replaceAll(/[^\n -ÿ]/g, '?');

/** Channels that send something else, to somebody else, or in another order. */
export const brokenSending: readonly BrokenChannel[] = [
  breakMessages('sends everything to the same person', 'CH-14 CH-19 CH-20 CH-41', (message) => ({ ...message, to: '+4915112345671' })),
  breakSend('sends everything twice under keys of its own', 'CH-13 CH-14 CH-16 CH-18 CH-19 CH-21 CH-22 CH-23 CH-24 CH-30 CH-37 CH-41', (send) => async (message, io) => {
    await send({ ...message, key: `${message.key}'` }, io);
    return send(message, io);
  }),
  breakResults('ends provider ids with a line end', 'CH-15 CH-70 CH-71 CH-72', (result) => (result.status === 'sent' ? { ...result, providerId: `${result.providerId}\n` } : result)),
  breakResults('has one provider id for all', 'CH-15', (result) => (result.status === 'sent' ? { ...result, providerId: 'ok' } : result)),
  breakSend('counts tries in what it sends', 'CH-16', (send) => {
    let tries = 0;
    return (message, io) => send({ ...message, key: `${message.key}#${tries += 1}` }, io);
  }),
  breakMessages('makes the key from the words', 'CH-15 CH-17', (message) => ({ ...message, key: createHash('sha256').update(message.text).digest('hex') })),
  breakSend('answers first and sends later what is short, the longest of it first', 'CH-18 CH-22', (send) => async (message, io) => {
    if (message.text.length > 5) return send(message, io);
    void sleep(6 - message.text.length).then(() => send(message, io)).catch(() => {});
    return { status: 'sent', providerId: `p-${message.key}` };
  }),
  breakSend('keeps the address where the next message writes over it', 'CH-19', (send) => {
    let to = '';
    return async (message, io) => {
      to = message.to;
      await sleep(1);
      return send({ ...message, to }, io);
    };
  }),
  breakSend('says of a bad address that it was sent to', 'CH-20', (send) => async (message, io) => {
    const result = await send(message, io);
    return result.status === 'refused' && result.code === 'no-number' ? { status: 'sent', providerId: `p-${message.key}` } : result;
  }),
  breakSend('throws at a bad address', 'CH-20', (send) => async (message, io) => {
    const result = await send(message, io);
    if (result.status === 'refused' && result.code === 'no-number') throw new TypeError('no number');
    return result;
  }),
  breakMessages('knows only western letters', 'CH-21 CH-24', (message) => ({ ...message, text: latin(message.text) })),
  breakMessages('takes words for markup', 'CH-22', (message) => ({ ...message, text: message.text.replaceAll(/<[^>]*>/g, '') })),
  breakMessages('fills in what looks like a template', 'CH-22', (message) => ({ ...message, text: message.text.replaceAll(/\{\{.*?\}\}/g, '') })),
  breakMessages('carries less than it declares', 'CH-23 CH-24 CH-25', (message) => ({ ...message, text: message.text.slice(0, maxTextLength - 1) })),
  breakMessages('splits a character between two parts', 'CH-24', ({ text, ...rest }) => ({ ...rest, text: (text.match(/[^]{1,67}/g) ?? []).map((part) => part.toWellFormed()).join('') })),
  breakMessages('cuts what is too long', 'CH-25', (message) => ({ ...message, text: message.text.slice(0, maxTextLength) })),
  breakMessages('forgets the buttons', 'CH-26', (message) => without(message, 'buttons')),
  breakMessages('forgets the media', 'CH-27', (message) => without(message, 'mediaUrl')),
  breakMessages('forgets the template', 'CH-28', (message) => without(message, 'template')),
];
