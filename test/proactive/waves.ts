import { days, hours } from 'throughline';
import type { Member, Wave } from 'throughline/proactive';
import type { Host } from './town.js';

export const count = 200;
export const people: readonly Member[] = Array.from({ length: count }, (_, n) => ({ who: [`user:${String(n).padStart(3, '0')}`], position: String(n).padStart(3, '0') }));
const audience = async function* (after = ''): AsyncGenerator<Member> { for (const one of people) if ((one.position ?? '') > after) yield one; };
export const declared = { id: 'recall-1', source: 'shop', type: 'outage.declared', data: { outage: '7', area: 'north' }, audience, perSecond: 1_000 } as const;

/** A tenth in the morning, half of them two hours later, everybody on the next day. */
export const wavesFrom = (now: number): readonly Wave[] => [{ upTo: 0.1, at: now + hours(1) }, { upTo: 0.5, at: now + hours(3) }, { upTo: 1, at: now + days(1) }];

export const begun = async (host: Host): Promise<number> => (await host.figures(['journey.outage.started']))[0] ?? 0;
