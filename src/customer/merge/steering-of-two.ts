import type { CustomerId } from '../../model/customer-id.js';
import type { CustomerState } from '../customer-state.js';
import type { AnsweredHours } from '../message/best-time.js';
import { hoursTaken, hoursTogether } from './hours-of-two.js';

type Steering = Pick<CustomerState, 'issues' | 'happened' | 'hours' | 'unclearStops'>;
/** Something learnt of a customer, and whose it is where several were merged into one. */
interface Owned { readonly at: number; readonly origin?: CustomerId }

/** What two customers who are one are steered by; each thing goes on knowing whose it was, for the day the merge is undone. */
export function joinedSteering(mine: Steering, theirs: Steering, { from, at }: { readonly from: CustomerId; readonly at: number }): Steering {
  return {
    ...(theirs.issues !== undefined && { issues: inTime([...mine.issues ?? [], ...ownedBy(theirs.issues, from)]) }),
    ...(theirs.happened !== undefined && { happened: inTime([...mine.happened ?? [], ...ownedBy(theirs.happened, from)]) }),
    ...(theirs.unclearStops !== undefined && { unclearStops: inTime([...mine.unclearStops ?? [], ...ownedBy(theirs.unclearStops, from)]) }),
    ...(theirs.hours !== undefined && { hours: hoursTogether(mine.hours, theirs.hours, at) }),
  };
}

/** Whose is asked for: of a group of customers who go now, with the hours that they brought. */
export interface Leaving { readonly group: readonly string[]; readonly owns: (key: string) => boolean; readonly brought: AnsweredHours | undefined; readonly now: number }

/** What goes with those who leave. */
export function steeringOf({ issues = [], happened = [], unclearStops = [], hours }: Steering, { group, owns, brought }: Leaving): Steering {
  const isTheirs = ({ origin }: Owned): boolean => origin !== undefined && group.includes(origin);
  const [own, lately, unclear] = [issues.filter(isTheirs), happened.filter(isTheirs), unclearStops.filter(isTheirs)];
  return {
    ...(own.length > 0 && { issues: own }), ...(lately.length > 0 && { happened: lately }), ...(unclear.length > 0 && { unclearStops: unclear }),
    ...(brought !== undefined && { hours: { ...brought, open: hours?.open.filter(({ key }) => owns(key)) ?? [] } }),
  };
}

/** What stays. */
export function steeringWithout({ issues, happened, unclearStops, hours }: Steering, { group, owns, brought, now }: Leaving): Steering {
  const isOwn = ({ origin }: Owned): boolean => origin === undefined || !group.includes(origin);
  return {
    ...(issues !== undefined && { issues: issues.filter(isOwn) }), ...(happened !== undefined && { happened: happened.filter(isOwn) }),
    ...(unclearStops !== undefined && { unclearStops: unclearStops.filter(isOwn) }),
    ...(hours !== undefined && { hours: { ...hoursTaken(hours, brought, now), open: hours.open.filter(({ key }) => !owns(key)) } }),
  };
}

const ownedBy = <T extends Owned>(items: readonly T[], from: CustomerId): readonly T[] => items.map((item) => ({ ...item, origin: item.origin ?? from }));
const inTime = <T extends Owned>(items: readonly T[]): readonly T[] => items.toSorted((a, b) => a.at - b.at);
