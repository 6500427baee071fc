import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** Pages of one person's browser; what a page says of its own mistakes is gathered. */
export interface Window { readonly open: (url: string) => Promise<Page>; readonly mistakes: readonly string[] }

let browser: Promise<Browser> | undefined;

/** A browser window with nothing kept from another one, gone with the test. */
export async function openWindow(options: BrowserContextOptions = {}): Promise<Window> {
  browser ??= chromium.launch({ executablePath: findChromium(), args: isRoot() ? ['--no-sandbox'] : [] });
  const context = await (await browser).newContext(options);
  onTestFinished(() => context.close());
  const mistakes: string[] = [];
  return {
    mistakes,
    open: async (url) => {
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on('pageerror', ({ message }) => mistakes.push(message));
      // while the server is dead its address cannot be reached, which the browser tells as well
      page.on('console', (line) => { if (line.type() === 'error' && !/ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED|WebSocket connection|status of 503/.test(line.text())) mistakes.push(line.text()); });
      await page.goto(url);
      return page;
    },
  };
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

const isRoot = (): boolean => process.getuid?.() === 0;

function findChromium(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined) return named;
  const places = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)));
  const found = places.find(isProgram);
  if (found === undefined) throw new Error('These tests need Chromium: put it on the PATH or name it by CHROMIUM_PATH.');
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
