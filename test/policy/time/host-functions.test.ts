import { describe, expect, test } from 'vitest';
import { defineCalendar, type CalendarOptions } from '../../../src/policy/time/business-calendar.js';
import { isOpen } from '../../../src/policy/time/business-time.js';
import { refusalOf } from '../../model/refusal-of.js';

const shop = (options: Partial<CalendarOptions>) => defineCalendar({ timeZone: 'UTC', open: [{ hours: ['00:00-24:00'] }], ...options });
const broken = new Error('no connection');
const breaks = (): never => { throw broken; };

describe('a function of the host that a calendar asks', () => {
  test.each(['emergencies', 'holidays'])('of %s that throws is refused by its place, with what it threw as the cause', (field) => {
    const refusal = refusalOf(() => isOpen(shop({ [field]: breaks }), 0));
    expect(refusal).toMatchObject({ code: 'InvalidOptions', facts: { path: `calendar.${field}` }, cause: broken });
    // what it says may hold anything
    expect(refusal.message).not.toContain('no connection');
  });
  test.each(['emergencies', 'holidays'])('of %s that is async is refused, and what becomes of its promise ends no process', async (field) => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => { unhandled.push(error); };
    const before = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
    try {
      const refusal = refusalOf(() => isOpen(shop({ [field]: () => Promise.reject(broken) }), 0));
      expect(refusal).toMatchObject({ code: 'InvalidOptions', facts: { path: `calendar.${field}` } });
      expect(refusal.message).toContain('Promise');
      await new Promise((resolve) => { setTimeout(resolve, 5); });
      expect(unhandled).toEqual([]);
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const listener of before) process.on('unhandledRejection', listener);
    }
  });
});
