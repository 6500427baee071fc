import type { Outbound } from '../../src/ports/index.js';
import { breakResults, breakSend, type BrokenChannel } from './break-channel.js';

/** Channels that deal wrongly with trouble and with being stopped. */
export const brokenFailures: readonly BrokenChannel[] = [
  breakSend('throws where nobody answers', 'CH-29 CH-30', (send, exchange) => async (message, io) => {
    if (exchange.trouble === 'down') throw new Error('connection refused');
    return send(message, io);
  }),
  breakResults('gives up for good where nobody answers', 'CH-09 CH-29', (result) => (result.status === 'retry' && result.retryAfterMs === undefined ? { status: 'refused', code: 'down' } : result)),
  breakResults('puts a message off for a hundred years', 'CH-29 CH-31', (result) => (result.status === 'retry' ? { ...result, retryAfterMs: 3e12 } : result)),
  breakSend('sends by itself later what it answered `retry` for', 'CH-30', (send) => {
    let kept: Outbound | undefined;
    return async (message, io) => {
      if (kept !== undefined) await send(kept, io);
      const result = await send(message, io);
      kept = result.status === 'retry' ? message : undefined;
      return result;
    };
  }),
  breakResults('does not say how long the provider wants to be left alone', 'CH-31', (result) => (result.status === 'retry' ? { status: 'retry' } : result)),
  breakResults('takes seconds for milliseconds', 'CH-31', (result) => (result.status === 'retry' && result.retryAfterMs !== undefined ? { ...result, retryAfterMs: result.retryAfterMs / 1_000 } : result)),
  breakResults('tries for ever what is refused', 'CH-25 CH-32', (result) => (result.status === 'refused' ? { status: 'retry' } : result)),
  breakResults('gives the provider\'s whole page as the code of a refusal', 'CH-32', (result) => (result.status === 'refused' ? { ...result, code: `<html>${result.code.repeat(50)}` } : result)),
  breakSend('names the customer in its error', 'CH-29 CH-30 CH-33', (send, exchange) => async (message, io) => {
    if (exchange.trouble === 'down') throw new Error(`cannot reach ${message.to}`);
    return send(message, io);
  }),
  breakResults('repeats the words in its answer', 'CH-33', (result, { text }) => Object.assign(result, result.status === 'retry' ? { failed: text } : {})),
  breakResults('names the customer in a refusal', 'CH-34', (result, { to }) => (result.status === 'refused' ? { ...result, code: `bad:${to}` } : result)),
  breakSend('sends what was stopped', 'CH-35 CH-36 CH-37', (send) => (message) => send(message, { signal: new AbortController().signal })),
  breakSend('cannot be stopped on the way', 'CH-36', (send) => async (message, { signal }) => {
    signal.throwIfAborted();
    return send(message, { signal: new AbortController().signal });
  }),
  breakSend('sends nothing any more once one was stopped', 'CH-37', (send) => {
    let stopped = false;
    return async (message, io) => {
      stopped ||= io.signal.aborted;
      return stopped ? { status: 'retry' } : send(message, io);
    };
  }),
  breakSend('takes the line down when a message is stopped that was sent long ago', 'CH-38', (send) => {
    let dead = false;
    return async (message, io) => {
      io.signal.addEventListener('abort', () => { dead = true; });
      return dead ? { status: 'retry' } : send(message, io);
    };
  }),
];
