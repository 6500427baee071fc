import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contrastFaults, readAloud } from './read-page.js';
import { closeBrowser, openWindow } from './open-browser.js';

/** the two reports that the examples write, each made once */
const stories = { month: { example: '11-a-month-of-care/a-month-of-care.ts', file: 'care.html' }, loop: { example: '16-the-loop-closes/the-loop-closes.ts', file: 'the-loop-closes.html' }, quarter: { example: '17-a-quarter-of-goals/a-quarter-of-goals.ts', file: 'goals.html' } } as const;
const looks = [
  { name: 'light-wide', colorScheme: 'light', viewport: { width: 1_280, height: 900 } },
  { name: 'light-narrow', colorScheme: 'light', viewport: { width: 360, height: 740 } },
  { name: 'dark-wide', colorScheme: 'dark', viewport: { width: 1_280, height: 900 } },
  { name: 'dark-narrow', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
] as const;
const folder = mkdtempSync(join(tmpdir(), 'throughline-report-'));
/** pictures for docs/report are written where this is said */
const pictures = process.env['REPORT_PICTURES'];

beforeAll(async () => {
  const tsx = [resolve('node_modules/tsx/dist/cli.mjs'), '--tsconfig', resolve('examples/tsconfig.json')];
  for (const { example } of Object.values(stories)) await promisify(execFile)(process.execPath, [...tsx, resolve('examples', example), folder], { timeout: 60_000 });
}, 120_000);
afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true });
});

/** The beginning of the month, and what the change of the loop did and where the gaps are: light and wide, dark and narrow. */
async function draw(page: Page, { story, look: { name, viewport }, folder: into }: { readonly story: keyof typeof stories; readonly look: (typeof looks)[number]; readonly folder: string }): Promise<void> {
  if (story === 'quarter' || name === 'light-narrow' || name === 'dark-wide') return;
  const top = story === 'month' ? 0 : await page.getByRole('heading', { name: 'What version 2 did' }).evaluate((one) => one.getBoundingClientRect().top - 20);
  await page.screenshot({ path: join(into, `${story === 'month' ? '' : 'change-'}${name}.png`), fullPage: true, clip: { x: 0, y: top, width: viewport.width, height: 1_100 } });
}

const show = async (story: keyof typeof stories, look: (typeof looks)[number]): Promise<{ readonly page: Page; readonly mistakes: readonly string[] }> => {
  const window = await openWindow({ colorScheme: look.colorScheme, viewport: look.viewport });
  const page = await window.open(pathToFileURL(join(folder, stories[story].file)).href);
  return { page, mistakes: window.mistakes };
};

describe.each(Object.keys(stories).filter((name): name is keyof typeof stories => Object.hasOwn(stories, name)))('the report of the %s', (story) => {
  test.each(looks)('reads on $name: nothing wider than the window, every word plain to see, nothing asked of the network', async (look) => {
    const { page, mistakes } = await show(story, look);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    expect(asked).toEqual([page.url()]);
    expect(mistakes).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.viewport.width);
    expect(await contrastFaults(page)).toEqual([]);
    if (pictures !== undefined) await draw(page, { story, look, folder: pictures });
  });

  test.each(looks)('is reached by keyboard on $name: each region in turn, seen where it is, and moved where it is wider than the window', async (look) => {
    const { page } = await show(story, look);
    const regions = await page.locator('.wide').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    const reached: (string | null)[] = [];
    let moved = 0;
    for (let n = 0; n < regions.length; n += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const one = document.activeElement;
        if (!(one instanceof HTMLElement)) return undefined;
        const style = getComputedStyle(one);
        return { label: one.getAttribute('aria-label'), outline: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2, isWider: one.scrollWidth > one.clientWidth + 1 };
      });
      reached.push(at?.label ?? null);
      expect(at?.outline).toBe(true);
      if (at?.isWider !== true) continue;
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(() => (document.activeElement?.scrollLeft ?? 0) > 0);
      moved += 1;
    }
    expect(reached).toEqual(regions);
    expect(regions.length).toBeGreaterThan(0);
    if (look.viewport.width < 400 && story !== 'quarter') expect(moved).toBeGreaterThan(0);
  });

  test.each(looks)('is told to who hears it on $name: every drawing in words, every table with its name, its columns and its rows', async (look) => {
    const { page } = await show(story, look);
    const heard = await readAloud(page);
    expect(heard.filter(({ role }) => ['image', 'img', 'region', 'table'].includes(role)).filter(({ name }) => name === '')).toEqual([]);
    expect(heard.filter(({ role }) => role === 'heading').map(({ level }) => level).every((level, index, levels) => index === 0 ? level === 1 : level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    const tables = heard.filter(({ role }) => role === 'table').length;
    expect(tables).toBeGreaterThan(0);
    for (const role of ['columnheader', 'rowheader', 'cell', 'row']) expect(heard.filter((one) => one.role === role).length, role).toBeGreaterThanOrEqual(tables);
    expect(heard.filter(({ role }) => role === 'columnheader' || role === 'rowheader').filter(({ name }) => name === '')).toEqual([]);
  });
});

test('a word too pale to be read, a region without a name and a drawing without words would be found', async () => {
  const { page } = await show('month', looks[0]);
  const nameless = async (): Promise<number> => (await readAloud(page)).filter(({ role, name }) => ['image', 'img', 'region'].includes(role) && name === '').length;
  expect(await nameless()).toBe(0);
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('h1')) one.style.color = '#bbb';
    for (const one of document.querySelectorAll('svg[role=img]')) one.removeAttribute('aria-label');
  });
  expect(await contrastFaults(page)).toEqual([expect.stringMatching(/^1\.\d+ A month of care$/)]);
  expect(await nameless()).toBeGreaterThan(0);
});
