import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { channelCases } from '../../src/testing/index.js';
import { acmeSmsHarness } from '../../examples/channel/acme-sms-harness.js';
import { channelHarnesses } from './channel-harnesses.js';
import { channelMatrix } from './channel-matrix.js';

test('the page on channels says what each channel can carry and how many cases it passes', async () => {
  const table = readFileSync('docs/adapters.md', 'utf8').split('\n\n').find((part) => part.startsWith('| channel |')) ?? '';
  expect(table.trim().split('\n')).toEqual(await channelMatrix(channelHarnesses));
});

test('every channel of the package is held against the cases', () => {
  const channels = readdirSync('adapters').filter((name) => existsSync(`adapters/${name}/index.ts`) && /create\w+Channel/.test(readFileSync(`adapters/${name}/index.ts`, 'utf8')));
  expect(Object.keys(channelHarnesses).toSorted()).toEqual(channels.toSorted());
});

test('the channel of the page passes its cases under node:test as it stands there', async () => {
  const cases = await channelCases(acmeSmsHarness);
  const env = { PATH: process.env['PATH'], TSX_TSCONFIG_PATH: 'tsconfig.json' };
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--test', '--test-reporter=tap', 'examples/channel/acme-sms.test.ts'], { encoding: 'utf8', env });
  const skipped = cases.filter(({ skip }) => skip !== undefined).length;
  expect(output).toContain(`# pass ${cases.length - skipped}\n`);
  expect(output).toContain(`# skipped ${skipped}\n`);
  expect(output).toContain('# fail 0\n');
});
