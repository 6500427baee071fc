import { describe, expect, test } from 'vitest';
import type { JourneyErrorCode } from '../../src/errors/index.js';
import { readCrmReply } from '../../src/customer/read-crm-reply.js';
import { defaultLimits } from '../../src/model/limits.js';
import { refusalOf } from '../model/refusal-of.js';
import { canary, now } from './bad-input-row.js';

const read = (reply: unknown) => readCrmReply(reply, defaultLimits, now);
const one = (record: object) => ({ status: 'one', record: { id: 'crm-1', ...record } });
const cyclic: Record<string, unknown> = { id: canary };
cyclic['self'] = cyclic;

describe('line 46: what a CRM says of a customer', () => {
  const refused: readonly (readonly [what: string, reply: unknown, code: JourneyErrorCode])[] = [
    ['fifty megabytes of notes', one({ cases: [{ id: 'k', subject: canary, openedAt: now, status: 'open', notes: [canary.repeat(4_000_000)] }] }), 'TooLarge'],
    ['a million orders', one({ orders: Array.from({ length: 1_000_000 }, () => 0) }), 'TooLarge'],
    ['a record that contains itself', { status: 'one', record: cyclic }, 'NotSerializable'],
    ['a key that reaches a prototype', JSON.parse('{"status":"one","record":{"id":"crm-1","fields":{"__proto__":{"admin":true}}}}'), 'ForbiddenKey'],
    ['nothing', undefined, 'NotSerializable'],
    ['a text', 'found', 'InvalidPayload'],
    ['a record without an id', { status: 'one', record: { name: canary } }, 'InvalidPayload'],
    ['a status of its own', { status: 'maybe' }, 'InvalidPayload'],
  ];
  test.each(refused)('%s is refused and never repeated, so the journey goes on without it', (_what, reply, code) => {
    const error = refusalOf(() => read(reply));
    expect(error.code).toBe(code);
    expect(`${error.message} ${JSON.stringify(error.facts)}`).not.toContain(canary);
  });

  test('a name that is null, a number as language and a status nobody knows cost only themselves', () => {
    const answer = read(one({ name: null, locale: 7, cases: [{ id: 'k', subject: 'late', openedAt: now, status: 'on fire' }] }));
    expect(answer).toEqual({ status: 'known', at: now, record: { id: 'crm-1', cases: [{ id: 'k', subject: 'late', openedAt: now, status: 'open' }] } });
  });
});
