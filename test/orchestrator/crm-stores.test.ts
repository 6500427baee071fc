import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hours } from 'throughline';
import { createMemoryCrm } from 'throughline/testing';
import { help } from './crm-host.js';
import { createBench } from './door/bench.js';
import { homes, type Home } from './door/homes.js';

describe.each(homes)('on the store of %s', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  test('what the CRM said is in the briefing after a restart, and what happened is in the CRM once', async () => {
    const crm = createMemoryCrm({ people: [{ id: 'p-ann', identities: ['user:ann'], name: 'Ann' }] });
    const options = { journeys: [help], crm, timing: {} };
    const before = createBench(home, options);
    await before.say({ id: '1', type: 'help.asked', data: { topic: 'lamp' }, via: { channel: 'chat' } });
    await before.settle();
    await before.orchestrator.close();
    const after = createBench(home, options);
    await after.orchestrator.start();
    expect((await after.orchestrator.briefing('user:ann')).crm).toMatchObject({ status: 'known', record: { id: 'p-ann', name: 'Ann' } });
    await after.say({ id: '2', type: 'help.given', via: { channel: 'chat' } });
    await after.settle(hours(1));
    expect(crm.activities().map(({ kind }) => kind)).toEqual(['resolution', 'conversation']);
    expect(crm.cases()).toMatchObject([{ status: 'closed', person: 'p-ann' }]);
    await after.orchestrator.close();
  });
});
