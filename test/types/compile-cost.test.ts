import { describe, expect, it } from 'vitest';
import { countInstantiations } from './compile-snippets.js';

/** what was measured, and 15 % for growth; no example may ever pass 250,000 */
const caps = [
  { example: 'examples/journeys/order-help.ts', cap: 165_000 },
  { example: 'examples/journeys/outage-notice.ts', cap: 122_000 },
];

describe('a journey compiles fast enough to be written in an editor', () => {
  it.each(caps)('$example stays under its cap of $cap type instantiations', ({ example, cap }) => {
    const { complaints, instantiations } = countInstantiations(example);
    expect(complaints.get(example)).toEqual([]);
    expect(instantiations).toBeLessThan(Math.min(cap, 250_000));
    expect(instantiations).toBeGreaterThan(cap / 2);
  });
});
