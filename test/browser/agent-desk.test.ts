import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { startAppProcess } from './app-process.js';
import { closeBrowser, openWindow } from './open-browser.js';

afterAll(closeBrowser);

const isUp = (page: Page) => page.getByRole('status').getByText('connected', { exact: true }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();
const said = (page: Page) => page.getByRole('log').locator('li').allInnerTexts();
const times = (lines: readonly string[], words: string) => lines.filter((line) => line.includes(words)).length;

async function say(page: Page, label: string, words: string): Promise<void> {
  await page.getByLabel(label).fill(words);
  await press(page, 'Send');
}
const asks = (chat: Page, words: string) => say(chat, 'Your message', words);
const answers = (desk: Page, words: string) => say(desk, 'Your answer', words);

test('a customer is handed from the bot to a person who knows it all before hello, and back, while the server is killed again and again and nothing is lost', async () => {
  const app = await startAppProcess();
  const [customer, agent] = [await openWindow(), await openWindow()];
  const [desk, chat] = [await agent.open(`${app.url}/desk`), await customer.open(`${app.url}/?user=mia`)];
  await Promise.all([isUp(desk), isUp(chat)]);

  await asks(chat, 'Where is my parcel?');
  await chat.getByText('Which order is it about?').waitFor();
  await app.kill();
  // said to a server that is not there; it arrives once it is
  await asks(chat, 'It is A-1042');
  await app.start();
  await chat.getByText('two days late').waitFor();
  await press(chat, 'I need a person');

  // before the first word: why, what is known, what was said, what to do
  await desk.getByRole('button', { name: 'Accept' }).waitFor();
  expect(await desk.locator('#why').innerText()).toContain('Asked for a person');
  expect(await desk.getByRole('heading', { level: 2 }).innerText()).toBe('Mia Berg');
  const briefing = (await desk.getByRole('region', { name: 'Briefing' }).innerText()).replaceAll(/\s+/g, ' ');
  for (const part of ['order number A-1042 not verified from chat', 'question Where is my parcel? not verified from chat', 'The bot told that the parcel is two days late unresolved', 'The lamp came broken', 'Send the parcel anew, by express', '1.50 context × 100 worth × 1.10 levers (a case is open already)']) expect(briefing).toContain(part);
  expect((await said(desk)).map((line) => line.split('\n')[0])).toEqual([
    'Where is my parcel?', 'Hello! I am the bot of the shop. Which order is it about? It looks like A-1042.', 'It is A-1042', 'Order A-1042 left our depot and is two days late. Does that help?', 'I need a person', 'A colleague takes over. You need not repeat anything.',
  ]);
  expect(await desk.getByLabel('Your answer').isVisible()).toBe(false);

  await app.kill();
  await app.start();
  await isUp(desk);
  await press(desk, 'Accept');
  await desk.getByLabel('Your answer').waitFor();
  await app.kill();
  await answers(desk, 'I send it anew today.');
  await asks(chat, 'That is kind.');
  await app.start();
  await chat.getByText('Ann: I send it anew today.').waitFor();
  await desk.getByRole('log').getByText('That is kind.').waitFor();
  await chat.waitForTimeout(500);
  expect([times(await said(chat), 'I send it anew'), times(await said(desk), 'I send it anew'), times(await said(desk), 'That is kind.')]).toEqual([1, 1, 1]);

  await press(desk, 'Back to the bot');
  await chat.getByText('It is the bot again').waitFor();
  await desk.getByText('Nobody needs you.').waitFor();
  await press(chat, 'I need a person');
  await desk.getByRole('button', { name: 'Accept' }).waitFor();
  expect(times(await said(desk), 'I send it anew today.')).toBe(1);
  await press(desk, 'Accept');
  await answers(desk, 'It leaves at noon.');
  await chat.getByText('It leaves at noon.').waitFor();
  await press(desk, 'Finish');
  await desk.getByRole('button', { name: 'Done', exact: true }).waitFor();
  await app.kill();
  await app.start();
  await isUp(desk);
  await press(desk, 'Done');
  await chat.getByText('have a good day').waitFor();
  await desk.getByText('Nobody needs you.').waitFor();

  await chat.reload();
  await isUp(chat);
  expect([(await said(chat)).length, times(await said(chat), 'have a good day')]).toEqual([13, 1]);

  // who comes back is told from the one who was never here
  await asks(chat, 'It has not come, I need a person');
  await chat.getByText('Which order is it about?').nth(1).waitFor();
  await press(chat, 'I need a person');
  await desk.getByRole('button', { name: 'Accept' }).waitFor();
  expect((await desk.getByRole('region', { name: 'Briefing' }).innerText()).replaceAll(/\s+/g, ' ')).toMatch(/helped last \S+ (AM|PM)? ?(assumed|confirmed)/i);
  expect([...customer.mistakes, ...agent.mistakes]).toEqual([]);
});

test('an agent who is away is offered nobody, gets who waits when they are back, and sees of two customers each one\'s own words', async () => {
  const app = await startAppProcess();
  const [agent, customers] = [await openWindow(), await openWindow()];
  const desk = await agent.open(`${app.url}/desk`);
  await isUp(desk);
  const presence = desk.getByRole('button', { name: 'I am here' });
  await presence.click();
  expect(await presence.getAttribute('aria-pressed')).toBe('false');
  for (const user of ['mia', 'bo']) {
    const chat = await customers.open(`${app.url}/?user=${user}`);
    await isUp(chat);
    await asks(chat, `It is ${user}`);
    await chat.getByText('Which order').waitFor();
    await press(chat, 'I need a person');
    await chat.getByText('A colleague takes over').waitFor();
  }
  await desk.waitForTimeout(1_500);
  expect(await desk.getByText('Nobody needs you.').isVisible()).toBe(true);
  await presence.click();
  await desk.getByRole('list').getByRole('button').nth(1).waitFor();
  for (const [name, words] of [['Mia Berg', 'It is mia'], ['Somebody we do not know by name', 'It is bo']] as const) {
    await desk.getByRole('list').getByRole('button', { name }).click();
    await desk.getByRole('heading', { level: 2, name }).waitFor();
    expect((await said(desk))[0]).toContain(words);
  }
  expect([...agent.mistakes, ...customers.mistakes]).toEqual([]);
});

test('somebody without a mouse can do all of it, and always sees where they are', async () => {
  const app = await startAppProcess();
  const window = await openWindow();
  const [desk, chat] = [await window.open(`${app.url}/desk`), await window.open(`${app.url}/?user=bo`)];
  await Promise.all([isUp(desk), isUp(chat)]);
  await chat.bringToFront();
  await reach(chat, 'Your message');
  await chat.keyboard.type('My parcel is lost');
  await chat.keyboard.press('Enter');
  await chat.getByText('Which order').waitFor();
  await reach(chat, 'I need a person');
  await chat.keyboard.press('Enter');
  await desk.bringToFront();
  await desk.getByRole('button', { name: 'Accept' }).waitFor();
  await reach(desk, 'Accept');
  await desk.keyboard.press('Enter');
  await desk.getByLabel('Your answer').waitFor();
  await reach(desk, 'Your answer');
  await desk.keyboard.type('We look for it.');
  await desk.keyboard.press('Enter');
  await chat.getByText('Ann: We look for it.').waitFor();
  expect(window.mistakes).toEqual([]);
});

/** Tab by tab to a control by its name; each on the way is seen and has one. */
async function reach(page: Page, name: string): Promise<void> {
  for (let tabs = 0; tabs < 40; tabs += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const here = document.activeElement;
      // past the last control, and about to begin anew
      if (!(here instanceof HTMLElement) || here === document.body) return undefined;
      const label = here instanceof HTMLInputElement ? here.labels?.[0]?.textContent : here.ariaLabel ?? here.textContent;
      return { name: (label ?? '').trim(), shown: here.offsetWidth > 0 && getComputedStyle(here).outlineStyle !== 'none' };
    });
    if (at?.name === name) return;
    if (at !== undefined) expect(at).toEqual({ name: expect.stringMatching(/./), shown: true });
  }
  throw new Error(`'${name}' cannot be reached by keyboard`);
}

test.each([['light', 360], ['dark', 360], ['light', 1_280], ['dark', 1_280]] as const)('on a %s page of %i pixels nothing sticks out, everything can be read, and every control has a name', async (colorScheme, width) => {
  const app = await startAppProcess();
  const window = await openWindow({ colorScheme, viewport: { width, height: 780 } });
  const chat = await window.open(`${app.url}/?user=mia`);
  await isUp(chat);
  await asks(chat, `Where is it? ${'long'.repeat(60)}`);
  await chat.getByText('Which order').waitFor();
  await press(chat, 'I need a person');
  await chat.getByText('A colleague takes over').waitFor();
  const desk = await window.open(`${app.url}/desk`);
  await desk.getByRole('button', { name: 'Accept' }).waitFor();
  for (const page of [chat, desk]) {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await page.evaluate(namelessControls)).toEqual([]);
    expect(await page.evaluate(faintTexts)).toEqual([]);
  }
  expect(window.mistakes).toEqual([]);
});

const namelessControls = (): readonly string[] => [...document.querySelectorAll<HTMLElement>('button, input, a, [tabindex]')]
  .filter((control) => control.offsetWidth > 0 && !((control instanceof HTMLInputElement ? control.labels?.[0]?.textContent : control.ariaLabel ?? control.textContent) ?? '').trim()).map(({ outerHTML }) => outerHTML);

/** Texts with less than 4.5 to 1 against what is behind them. */
function faintTexts(): readonly string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (color: string): readonly number[] => {
    if (canvas === null) throw new Error('no canvas');
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r = 0, g = 0, b = 0]: readonly number[]): number => [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * ([0.2126, 0.7152, 0.0722][at] ?? 0), 0);
  const behind = (element: Element | null): readonly number[] => {
    if (element === null) return [255, 255, 255, 255];
    const color = rgb(getComputedStyle(element).backgroundColor);
    return (color[3] ?? 0) > 0 ? color : behind(element.parentElement);
  };
  return [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => element.offsetWidth > 1 && [...element.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && (textContent ?? '').trim() !== '')).filter((element) => {
    const [one, other] = [light(rgb(getComputedStyle(element).color)), light(behind(element))];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) < 4.5;
  }).map((element) => element.innerText);
}
