import { expect } from 'vitest';
import { expectAccountedFor } from '../audit/accounted-for.js';
import { canary } from '../bad-input/bad-input-row.js';
import type { Answer, FuzzedShop } from '../bad-input/grammar/fuzzed-shop.js';
import { fateOf, judgeChanges } from '../bad-input/grammar/judge.js';
import { seededChoices } from '../bad-input/grammar/seeded-choices.js';
import { ShopModel } from '../bad-input/grammar/shop-model.js';
import { hostileType } from '../bad-input/grammar/spoil.js';

const together = 64;

/** Brings so many events whose types are of every kind, and judges that each does what the journeys declare and no more, and that every fate is met: a type of the engine is refused as one. */
export async function bringTypes(shop: FuzzedShop, types: number, seed: number): Promise<void> {
  const choices = seededChoices(seed);
  const model = new ShopModel();
  const fates = new Map<string, number>();
  await shop.orchestrator.start();
  shop.taken();
  for (let number = 0; number < types; number += together) {
    const events = Array.from({ length: together }, (_, at) => {
      const type = choices.chance(90) ? hostileType(choices) : choices.of(['visit.began', 'visit.closed', 'order.paid']);
      const data = choices.of<object>([{}, {}, { n: 1 }, { order: canary }, { page: '/x' }]);
      return { id: `t${number + at}`, source: 'shop', type, data, who: [`user:u${choices.number(99)}`] };
    });
    const answers: readonly Answer[] = await Promise.all(events.map((event) => shop.accept(event)));
    for (const answer of answers) {
      const fate = fateOf(answer);
      fates.set(fate, (fates.get(fate) ?? 0) + 1);
    }
    judgeChanges(model, shop.taken(), answers);
    if ((number / together) % 300 === 299) {
      await shop.clock.advance(50);
      await shop.store.trim(shop.clock.now());
      shop.taken();
    }
  }
  await expectAccountedFor(shop.store);
  for (const fate of ['ReservedEventType', 'InvalidEventType', 'UnknownEvent', 'handled', 'NotHandled']) expect(fates.get(fate) ?? 0, fate).toBeGreaterThan(types / 1_000);
}
