import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { timeBriefing } from './time-briefing.js';

it('a briefing over 10,000 interactions is there before hello', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'briefing-'));
  try {
    const { p50Ms, coldMs } = await timeBriefing({ folder, interactions: 10_000 });
    // the goal of 20 ms is measured by `npm run bench`; a busy machine is given ten times as long
    expect(p50Ms).toBeLessThan(200);
    expect(coldMs).toBeLessThan(1_000);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
