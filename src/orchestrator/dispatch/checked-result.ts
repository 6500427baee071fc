import { JourneyError } from '../../errors/index.js';
import type { SendResult } from '../../ports/channel.js';

/** longest a provider may put a message off: beyond a day it is a mistake, and the message would be lost in silence */
export const longestRetryMs = 86_400_000;
/** a code is a word for a program, in a log: 1 to 100 of these */
const isCode = /^[\w.:/ -]{1,100}$/;

/** An adapter is a stranger's code: what is none of the three answers is ChannelFailed, which is told as a fault and tried again. */
export function checkedResult(channel: string, result: SendResult | undefined): SendResult {
  switch (result?.status) {
    case 'sent':
      if (typeof result.providerId !== 'string') throw broken(channel, 'it answered `sent` without the provider\'s id');
      return result;
    case 'refused': return { status: 'refused', code: isCode.test(String(result.code)) ? String(result.code) : 'refused' };
    case 'retry': return { status: 'retry', ...(result.because === 'recipient-away' && { because: result.because }), ...(typeof result.retryAfterMs === 'number' && Number.isFinite(result.retryAfterMs) && { retryAfterMs: Math.min(longestRetryMs, Math.max(0, result.retryAfterMs)) }) };
    default: throw broken(channel, 'it answered neither `sent` nor `refused` nor `retry`');
  }
}

const broken = (channel: string, because: string): JourneyError => new JourneyError('ChannelFailed', `The adapter of channel '${channel}' broke its contract: ${because}.`, { channel });
