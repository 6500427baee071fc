import type { Bench } from './bench.js';
import { briefingBench } from './briefing-bench.js';
import { durableEventBench } from './durable-event-bench.js';
import { insightBench } from './insight-bench.js';
import { parkedBench } from './parked-bench.js';
import { policyBench } from './policy-bench.js';
import { routingBench } from './routing-bench.js';
import { serverBench } from './server-bench.js';
import { stepBench } from './step-bench.js';

/** All of them, in the order they are run. A new one is a file of its own and a line here. */
export const benches: readonly Bench[] = [stepBench, briefingBench, durableEventBench, policyBench, parkedBench, routingBench, serverBench, insightBench];
