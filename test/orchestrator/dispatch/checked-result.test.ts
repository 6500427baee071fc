import { expect, test } from 'vitest';
import { checkedResult } from '../../../src/orchestrator/dispatch/checked-result.js';
import { refusalOf } from '../../model/refusal-of.js';

test.each([
  [{ status: 'sent', providerId: '' }, { status: 'sent', providerId: '' }],
  [{ status: 'refused', code: 'no/such-number: 21.4_x' }, { status: 'refused', code: 'no/such-number: 21.4_x' }],
  [{ status: 'refused', code: 'a'.repeat(100) }, { status: 'refused', code: 'a'.repeat(100) }],
  [{ status: 'refused', code: 'a'.repeat(101) }, { status: 'refused', code: 'refused' }],
  [{ status: 'refused', code: '' }, { status: 'refused', code: 'refused' }],
  [{ status: 'refused', code: '!no' }, { status: 'refused', code: 'refused' }],
  [{ status: 'refused', code: 'no!' }, { status: 'refused', code: 'refused' }],
  [{ status: 'refused', code: '!!!' }, { status: 'refused', code: 'refused' }],
  [{ status: 'refused', code: 550 }, { status: 'refused', code: '550' }],
  [{ status: 'refused' }, { status: 'refused', code: 'undefined' }],
  [{ status: 'retry' }, { status: 'retry' }],
  [{ status: 'retry', because: 'recipient-away' }, { status: 'retry', because: 'recipient-away' }],
  [{ status: 'retry', because: 'tired' }, { status: 'retry' }],
  [{ status: 'retry', retryAfterMs: 5 }, { status: 'retry', retryAfterMs: 5 }],
  [{ status: 'retry', retryAfterMs: -5 }, { status: 'retry', retryAfterMs: 0 }],
  [{ status: 'retry', retryAfterMs: 90_000_000 }, { status: 'retry', retryAfterMs: 86_400_000 }],
  [{ status: 'retry', retryAfterMs: Infinity }, { status: 'retry' }],
  [{ status: 'retry', retryAfterMs: Number.NaN }, { status: 'retry' }],
  [{ status: 'retry', retryAfterMs: '5' }, { status: 'retry' }],
])('what an adapter answers is taken for what it can be: %j', (answer, taken) => {
  expect(checkedResult('sms', answer as never)).toEqual(taken);
});

test.each([[undefined], [null], [{}], [{ status: 'maybe' }], [{ status: 'sent' }], [{ status: 'sent', providerId: 7 }]])('what is none of the three is the adapter\'s fault: %j', (answer) => {
  const { code, facts, message } = refusalOf(() => checkedResult('sms', answer as never));
  expect({ code, facts }).toEqual({ code: 'ChannelFailed', facts: { channel: 'sms' } });
  expect(message).toContain("'sms'");
});
