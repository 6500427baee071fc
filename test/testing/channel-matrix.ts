import { capabilitySchema } from '../../src/model/capability.js';
import { channelCases, runCases, type ChannelHarness } from '../../src/testing/index.js';

/** The table of channels in docs/adapters.md: what each declares, and how many of the cases it has passed just now. */
export async function channelMatrix(harnesses: { readonly [adapter: string]: ChannelHarness }): Promise<readonly string[]> {
  const rows = [];
  for (const [adapter, harness] of Object.entries(harnesses)) rows.push(await rowOf(adapter, harness));
  const columns = ['channel', ...capabilitySchema.options.map((capability) => `\`${capability}\``), 'cases passed', 'skipped'];
  return [`| ${columns.join(' | ')} |`, `|${columns.map(() => '---|').join('')}`, ...rows];
}

async function rowOf(adapter: string, harness: ChannelHarness): Promise<string> {
  const { channel, outside } = await harness.create();
  await channel.close();
  await outside.dispose?.();
  const { passed, failed, skipped } = await runCases(await channelCases(harness));
  if (failed.length > 0) throw new Error(`${adapter} fails ${failed.map(({ id, error }) => `${id}: ${String(error)}`).join('; ')}`);
  const can = capabilitySchema.options.map((capability) => (channel.capabilities[capability] === true ? 'yes' : 'no'));
  return `| [${adapter}](../adapters/${adapter}/README.md) | ${can.join(' | ')} | ${passed.length} | ${skipped.length} |`;
}
