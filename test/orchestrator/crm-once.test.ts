import fc from 'fast-check';
import { expect, test } from 'vitest';
import { days, hours, minutes } from 'throughline';
import type { CrmIo } from 'throughline/ports';
import { createCrmHost } from './crm-host.js';

/** What one call of the CRM does: it is done and answered, not done, done and not answered, or the process dies under it. */
const fate = fc.constantFrom('answered', 'refused', 'done and lost', 'killed');

test('whatever fails and whenever the process dies, the CRM holds each conversation, each end and each case once', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fate, { maxLength: 12 }), async (fates) => {
    const left = [...fates];
    let dead = false;
    const meddled = <W>(write: ((what: W, io: CrmIo) => Promise<void>) | undefined) => async (what: W, io: CrmIo): Promise<void> => {
      const now = left.shift() ?? 'answered';
      if (now === 'refused') throw new Error('refused');
      await write?.(what, io);
      if (now === 'done and lost') throw new Error('lost');
      if (now !== 'killed') return;
      dead = true;
      await new Promise(() => {});
    };
    const { host, memory } = createCrmHost((crm) => ({ openCase: meddled(crm.openCase), closeCase: meddled(crm.closeCase), logActivity: meddled(crm.logActivity) }), { timing: { pollMs: minutes(10), retryAttempts: 50 } });
    const wait = async (ms: number): Promise<void> => {
      await host.clock.advance(ms);
      for (let times = 0; dead && times < 20; times += 1) {
        dead = false;
        host.reopen();
        await host.orchestrator.start();
        await host.clock.advance(minutes(30));
      }
    };
    for (const topic of ['lamp', 'chair']) {
      await host.say('ann', 'help.asked', { topic });
      await wait(minutes(5));
      await host.say('ann', 'help.given');
      await wait(days(4));
    }
    await wait(hours(12));
    const kinds = Object.groupBy(memory.activities(), ({ kind }) => kind);
    expect([kinds.conversation?.length, kinds.resolution?.length]).toEqual([2, 2]);
    expect(memory.cases().map(({ status, fields }) => [status, fields?.['topic']])).toEqual([['closed', 'lamp'], ['closed', 'chair']]);
    expect((await host.orchestrator.list({ kind: 'dead' })).items).toEqual([]);
    await host.orchestrator.close();
  }), { numRuns: 40 });
});
