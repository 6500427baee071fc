import { describe, expect, test } from 'vitest';
import type { SendBody } from '../../../src/customer/effect-body.js';
import { elsewhereOf, toElsewhere, withoutElsewhere } from '../../../src/customer/message/go-elsewhere.js';
import { plainTurn } from '../plain-turn.js';

const draft = (channel: string, to: string) => ({ channel, message: { to, text: `on ${channel}` }, carries: [] });
const [sms, post] = [draft('sms', '+4915112345678'), draft('post', 'Main Street 1')];
const key = 'default/c-ann/offer/1/0/2';
const body: SendBody = { kind: 'send', instance: 'c-ann/offer/1', channel: 'email', purpose: 'marketing', message: { to: 'ann@example.org', text: 'on email' }, again: { decidedAt: 5, expiresAt: 9, carries: ['personal'], elsewhere: [sms, post] } };

describe('a message that waits and may go elsewhere', () => {
  test('goes to no address that is the customer\'s no more, and by no channel that the host has no more', () => {
    const { world, state } = plainTurn({}, { channels: { sms: { identityNamespace: 'phone', capabilities: {} } } });
    const at = (...identities: readonly string[]): readonly string[] => elsewhereOf({ world, state: { ...state, identities } }, [sms, post]);
    expect(at('phone:+4915112345678', 'post:Main Street 1')).toEqual(['sms']);
    expect(at('phone:+4915187654321')).toEqual([]);
    expect(elsewhereOf({ world, state })).toEqual([]);
  });

  test('says there what was rendered when it was decided, under a key of its own of the same run and step, and may go on to what is left', () => {
    const there = toElsewhere({ key, body }, 'sms');
    expect(there).toEqual({ key: 'default/c-ann/offer/1/0/1000002', body: { ...body, channel: 'sms', message: sms.message, again: { decidedAt: 5, expiresAt: 9, carries: [], elsewhere: [post] } } });
    const { again: _none, ...older } = body;
    for (const from of [older, { ...older, again: { decidedAt: 5 } }]) expect(toElsewhere({ key, body: from }, 'sms')).toBeUndefined();
    expect(toElsewhere({ key, body }, 'fax')).toBeUndefined();
  });

  test('keeps nothing in reserve once it stands in a queue', () => {
    expect(withoutElsewhere(body)).toEqual({ ...body, again: { decidedAt: 5, expiresAt: 9, carries: ['personal'] } });
    const { again: _none, ...older } = body;
    expect(withoutElsewhere(older)).toEqual(older);
  });
});
