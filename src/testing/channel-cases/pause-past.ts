import { setTimeout as sleep } from 'node:timers/promises';
import type { Inbound } from '../../ports/channel.js';
import type { ChannelBench } from './channel-bench.js';

const secondMs = 1_000;
const tickMs = 2;

/** Waits until a time that the channel had taken from its own clock would be another one; times that look like whole seconds take a second. */
export async function pausePast({ quiet }: ChannelBench, items: readonly Inbound[]): Promise<void> {
  await quiet();
  await sleep(items.some((item) => 'at' in item && item.at !== undefined && item.at % secondMs === 0) ? secondMs : tickMs);
}
