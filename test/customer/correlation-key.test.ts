import { expect, it } from 'vitest';
import { z } from 'zod';
import { days, defineJourney } from 'throughline';
import { correlationKey } from '../../src/customer/instance/correlation-key.js';
import { declarationOf } from '../../src/customer/journey-book.js';

const byParcel = declarationOf(defineJourney({
  id: 'parcel', version: 1, events: { 'parcel.sent': z.object({ parcel: z.string() }) }, facts: {}, channels: {}, entry: { on: ['parcel.sent'], key: 'parcel', reentry: { mode: 'per-key' } }, ttlMs: days(1),
}).setup({}).createMachine({ id: 'parcel', context: {}, initial: 'sent', states: { sent: { after: { 1_000: 'over' } }, over: { type: 'final' } } }));

it.each<[unknown, string | undefined]>([
  [{ parcel: 'A-1' }, 'A-1'], [{ parcel: 17 }, '17'], [{ parcel: 0 }, '0'], [{ parcel: false }, 'false'], [{ parcel: '' }, ''],
  [{ parcel: null }, undefined], [{ parcel: ['A-1'] }, undefined], [{ parcel: { id: 'A-1' } }, undefined], [{}, undefined], [{ other: 'A-1' }, undefined],
  [Object.create({ parcel: 'A-1' }), undefined], [null, undefined], [undefined, undefined], ['parcel', undefined],
])('runs are told apart by plain values only: %j is %j', (data, key) => {
  expect(correlationKey(byParcel, data)).toBe(key);
});
