import { createOrchestrator, days, defineJourney, hours, noData } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';

const { setup } = defineJourney({
  id: 'parcel', version: 1, facts: {}, channels: {}, ttlMs: days(30),
  events: { 'parcel.missed': noData, 'time.chosen': noData },
  entry: { on: ['parcel.missed'], reentry: { mode: 'after-exit' } },
});
const parcel = setup({}).createMachine({
  context: {}, initial: 'asked',
  states: {
    asked: { description: 'We asked when to come again', on: { 'time.chosen': 'agreed' }, after: { [hours(24)]: 'returned' } },
    agreed: { type: 'final' },
    returned: { type: 'final' },
  },
});
const host = createOrchestrator({ journeys: [parcel], store: createSqliteStore({ file: 'parcels.db' }), channels: {} });
const missed = { id: '1', source: 'depot', who: ['user:ann'], type: 'parcel.missed', data: {} } as const;
const first = await host.accept(missed);
const again = await host.accept(missed);
const { journeys } = await host.explain('user:ann');
console.log(first.status, again.status, journeys[0]?.inWords);
await host.close();
