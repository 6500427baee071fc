import type { Page } from 'playwright-core';

/** One thing that a screen reader meets: its role, its name, and of a heading its level. */
export interface Heard { readonly role: string; readonly name: string; readonly level: number }

/** What a screen reader meets from top to bottom, as the browser itself tells it. */
export async function readAloud(page: Page): Promise<readonly Heard[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.filter(({ ignored }) => !ignored).map(({ role, name, properties }) => ({
    role: String(role?.value ?? ''), name: String(name?.value ?? '').trim(), level: Number(properties?.find((one) => one.name === 'level')?.value.value ?? 0),
  }));
}

/** Texts that stand out less than 4.5 to 1 from what is behind them (3 to 1 where they are large), as WCAG counts it. */
export function contrastFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const parse = (color: string): readonly [number, number, number, number] => {
      if (canvas === null) return [0, 0, 0, 0];
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha];
    };
    const light = (part: number): number => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = (color: string): number => {
      const [red, green, blue] = parse(color);
      return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
    };
    const behind = (element: Element | null): string => {
      for (let one = element; one !== null; one = one.parentElement) {
        const { backgroundColor } = getComputedStyle(one);
        if (parse(backgroundColor)[3] > 200) return backgroundColor;
      }
      return 'white';
    };
    const faults: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (element === null || text === '' || element.closest('title') !== null || element.getClientRects().length === 0) continue;
      const style = getComputedStyle(element);
      const [front, back] = [luminance(element instanceof SVGElement ? style.fill : style.color), luminance(behind(element))];
      const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
      const isLarge = Number.parseFloat(style.fontSize) >= 24 || (Number.parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (isLarge ? 3 : 4.5)) faults.push(`${ratio.toFixed(2)} ${text.slice(0, 40)}`);
    }
    return faults;
  });
}
