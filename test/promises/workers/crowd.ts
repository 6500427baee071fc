import type { Teller } from './teller.js';
import type { Told } from './wire.js';

export interface Crowd {
  readonly customers: number;
  /** how many tell something at one moment */
  readonly atOnce: number;
  /** deliveries in all; as many as there is time for, where it does not say */
  readonly deliveries?: number;
  /** each event is delivered one to so many times, mixed with others; once */
  readonly upTo?: number;
  /** the share of the first customer, 0 to 1; a fifth */
  readonly share?: number;
}
export interface Telling {
  readonly isBusy: boolean;
  /** resolves when the last one has said what they had to say */
  readonly gone: Promise<void>;
  /** where the crowd has no end of its own: nobody begins anything more */
  letGo(): void;
}

/** deliveries are mixed with so many others, at most */
const mixedWith = 200;
/** one in so many things is a look at what is there */
const lookEvery = 8;

/** Many customers at one moment, the first of whom has much more to say than the others. */
export function createCrowd({ customers, atOnce, deliveries, upTo = 1, share = 0.2 }: Crowd, { teller, faults }: { readonly teller: Teller; readonly faults: readonly unknown[] }): Telling {
  let [n, letGo, busy] = [0, false, true];
  const again: Told[] = [];
  const isOver = (): boolean => faults.length > 0 || (deliveries === undefined ? letGo : teller.figures.told >= deliveries);
  const next = (): Told | undefined => {
    if (again.length > (isOver() ? 0 : mixedWith)) return again.splice(Math.floor(Math.random() * again.length), 1)[0];
    if (isOver()) return undefined;
    n += 1;
    const who = Math.random() < share ? 0 : 1 + Math.floor(Math.random() * (customers - 1));
    // two sources count alike, so that their ids are often the same
    const told: Told = { source: n % 2 === 0 ? 'shop' : 'app', id: `${Math.ceil(n / 2)}`, type: 'item.added', data: { n }, who: [`user:${who}`] };
    for (let times = 1 + Math.floor(Math.random() * upTo); times > 1; times -= 1) again.push(told);
    return told;
  };
  const speak = async (): Promise<void> => {
    for (let told = next(); told !== undefined; told = next()) {
      await teller.tell(told);
      if (Math.random() * lookEvery < 1) await teller.read(told.who[0]);
    }
  };
  const gone = Promise.all(Array.from({ length: atOnce }, speak)).then(() => { busy = false; });
  return { get isBusy() { return busy; }, gone, letGo: () => { letGo = true; } };
}
