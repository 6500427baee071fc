import { createOrchestrator, hours } from 'throughline';
import { createMemoryStore } from 'throughline/adapters/memory';
import { defineCalendar } from 'throughline/policy';
import { readAudience, repeat } from 'throughline/proactive';
import { createTestClock } from 'throughline/testing';
import type { Channel } from 'throughline/ports';
import { goldClub } from './gold-club.js';
import { visit } from './visit.js';

/** The host of these examples, on a clock that is moved by hand. */
export function startHost(sms: Channel, crm: { gold(): AsyncIterable<{ readonly phone: string }> }) {
  const clock = createTestClock(Date.UTC(2026, 4, 4, 6));
  const store = createMemoryStore({ clock, durableOk: true });
  // #region calendars
  const host = createOrchestrator({
    journeys: [visit, goldClub], store, clock,
    // weeks pass here in a moment, and every look would have to be taken
    timing: { pollMs: hours(6) },
    channels: { sms: { ...sms, capabilities: { text: true } } },
    calendars: {
      shop: defineCalendar({ timeZone: 'Europe/Vienna', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-12:00', '13:00-17:00'] }], holidays: [{ date: '2026-05-14' }] }),
    },
    texts: { soon: 'A week to go.', tomorrow: 'See you tomorrow.', now: 'See you in two hours.' },
  });
  // #endregion calendars
  // #region audience
  const readGold = (signal: AbortSignal) => readAudience(host, {
    name: 'gold', perSecond: 50, signal,
    members: async function* () { for await (const { phone } of crm.gold()) yield { who: [`phone:${phone}`] }; },
    entered: { type: 'gold.entered', data: {} },
    left: { type: 'gold.left', data: {} },
  });
  // #endregion audience
  // #region repeat
  const nightly = repeat(host, {
    name: 'gold members', at: { timeZone: 'Europe/Vienna', time: '06:00' }, retryAfterMs: hours(1),
    run: async ({ signal }) => { await readGold(signal); },
  });
  // #endregion repeat
  return { host, clock, close: async () => { await nightly.close(); await host.close(); } };
}
