import { describe, it } from 'vitest';
import { assistCases, createMemoryAssist, describeCases } from 'throughline/testing';

// #region cases
describeCases('our router', await assistCases({
  create: () => {
    const assist = createMemoryAssist();
    return { assist, has: async () => assist.contacts(), trouble: assist.trouble, say: assist.says };
  },
}), { describe, it });
// #endregion cases
