import { it } from 'vitest';
import { runsOf } from '../../full-size.js';
import { proveWritesHappenOnce } from '../crm-through-faults.js';
import { faultySalesforce } from './salesforce-harness.js';

it('whatever answers are lost and whatever fails on the way, each write stands there once, after any number of restarts', async () => {
  await proveWritesHappenOnce(faultySalesforce, runsOf({ ci: 15, full: 1_000 }));
}, 600_000);
