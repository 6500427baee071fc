import type { CustomerId } from '../../model/customer-id.js';
import { withConsent } from '../../policy/consent-of.js';
import type { ConversationState, CustomerState, MergedCustomer, IdentityRecord } from '../customer-state.js';
import { rearmIssues } from '../channel/note-outcome.js';
import { takeOverConversation } from '../crm/note-conversation.js';
import { tellCrmOfMerge } from '../crm/tell-crm.js';
import { putInstance, setTimer, type Turn } from '../turn.js';
import { moveZones } from '../instance/arm-wait.js';
import { takeParked } from '../parked/hold-back.js';
import { endTwins } from './end-twins.js';
import { knownParts } from './profile-parts.js';
import { moveName, movesKept, type MovedCustomer } from './moved-customer.js';
import { newestByName, ownedBy, withoutSecond } from './join-parts.js';
import { joinedMessages, suppressionsOf } from './messages-of-two.js';
import { rehomeInstance } from './rehome-instance.js';
import { joinedSaid } from './said-by.js';
import { joinedSteering } from './steering-of-two.js';
import { writeUndo } from './undo-record.js';

/** Second step of a merge, in the lane of the customer who stays; answers whether it was new. */
export function joinCustomer(turn: Turn, moved: MovedCustomer): boolean {
  const before = turn.state;
  if (before.taken?.includes(moveName(moved)) === true) return false;
  const { part, from } = moved;
  turn.state = { ...before, ...joined(before, moved), ...joinedSaid(before, turn.customer, moved), taken: [...before.taken ?? [], moveName(moved)].slice(-movesKept) };
  const runs = part.instances.map((instance) => rehomeInstance(instance, turn.customer));
  for (const run of runs) admit(turn, run);
  for (const { timer, due } of part.starting) setTimer(turn, timer, due);
  takeParked(turn, moved.parked);
  rearmIssues(turn);
  const losers = endTwins(turn, before.instances, runs);
  moveZones(turn);
  writeUndo(turn, moved.id, { losers, consents: { stays: before.consents ?? [], joined: part.consents ?? [] }, ...suppressionsOf(before, part), ...(part.thread !== undefined && { thread: part.thread }), ...(part.hours !== undefined && { hours: part.hours }) });
  turn.notices.push({ type: 'customer.merged', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, merge: moved.id, merged: from } });
  takeOverConversation(turn, { before: before.thread, joined: part.thread, unnoted: moved.unnoted });
  tellCrmOfMerge(turn, { id: from, identities: part.identities });
  turn.counters.set('customers.merged', 1);
  return true;
}

/** A run begins to live in this lane. */
export function admit(turn: Turn, run: Parameters<typeof putInstance>[1]): void {
  putInstance(turn, run);
  for (const { id, due } of run.timers) setTimer(turn, id, due);
}

function joined(before: CustomerState, { id, part, from, at, because, linked, stays }: MovedCustomer): Partial<CustomerState> {
  const brought = knownParts(part.profile).filter((field) => before.profile[field] === undefined);
  const identities = inOrderOfKnowing([...before.identities, ...part.identities], { ...part.known, ...before.known });
  return {
    createdAt: Math.min(before.createdAt, part.createdAt),
    identities, known: strongest(before.known ?? {}, linked ? asLinked(part, at) : part.known ?? {}),
    claims: withoutSecond([...before.claims ?? [], ...part.claims ?? []], (claim) => claim.identity).filter((claim) => !identities.includes(claim.identity)),
    profile: { ...part.profile, ...before.profile },
    begun: { ...before.begun, ...underName(part.begun, from) },
    ended: [...before.ended, ...part.ended],
    conversations: newestOnEach(before.conversations, part.conversations, from),
    starting: [...before.starting, ...part.starting],
    facts: newestByName(before.facts ?? {}, ownedBy(part.facts ?? {}, from)),
    ...(later(before, part) && part.thread !== undefined && { thread: { ...part.thread, facts: ownedBy(part.thread.facts, from) } }),
    consents: (part.consents ?? []).reduce(withConsent, before.consents ?? []), ...joinedMessages(before, part),
    promises: [...before.promises ?? [], ...part.promises ?? []].toSorted((a, b) => a.at - b.at),
    attempts: [...before.attempts ?? [], ...part.attempts ?? []].toSorted((a, b) => a.at - b.at),
    ...joinedSteering(before, part, { from, at }), ...trialsOf(before, part),
    merged: [...before.merged ?? [], ...alsoStayed(part.merged ?? [], from), { id, customer: from, at, because, identities: part.identities, profile: brought, stays, with: (part.merged ?? []).filter((one) => one.undoneAt === undefined).map((one) => one.customer) }],
  };
}

/** Those who had been merged into a customer who now leaves or comes back stayed there: what they did stands in that lane's log. */
export const alsoStayed = (merged: readonly MergedCustomer[], lane: CustomerId): readonly MergedCustomer[] => merged.map((one) => ({ ...one, stays: [...new Set([...one.stays, lane])] }));

/** Who stays keeps their arms; a goal that either reached is not counted again. */
function trialsOf({ trials: mine }: CustomerState, { trials: theirs }: MovedCustomer['part']): Pick<CustomerState, 'trials'> {
  if (theirs === undefined) return {};
  const both = Object.entries(theirs).map(([id, trial]) => { const own = mine?.[id] ?? trial; return [id, { ...own, goals: [...new Set([...own.goals, ...trial.goals])] }] as const; });
  return { trials: { ...mine, ...Object.fromEntries(both) } };
}

const later = (before: CustomerState, part: MovedCustomer['part']): boolean => (part.thread?.at ?? 0) > (before.thread?.at ?? 0);

const inOrderOfKnowing = (identities: readonly string[], known: { readonly [identity: string]: IdentityRecord }): readonly string[] => [...new Set(identities)].toSorted((a, b) => (known[a]?.at ?? 0) - (known[b]?.at ?? 0));

/** Who joins is vouched for by whoever linked them: as sure as anything can be, until the link is undone. */
const asLinked = ({ identities, known = {} }: MovedCustomer['part'], at: number): NonNullable<CustomerState['known']> => Object.fromEntries(identities.map((identity) => [identity, { at, source: 'link', ...known[identity], how: 'linked' }]));

const strength = { vouched: 0, verified: 1, linked: 2 } as const;

function strongest(a: NonNullable<CustomerState['known']>, b: NonNullable<CustomerState['known']>): NonNullable<CustomerState['known']> {
  const surer = Object.entries(b).filter(([identity, theirs]) => { const mine = a[identity]; return mine === undefined || strength[theirs.how] > strength[mine.how]; });
  return { ...a, ...Object.fromEntries(surer) };
}

/** Counts of runs are kept apart, because the ids of runs name the customer they began with. */
const underName = (begun: CustomerState['begun'], customer: CustomerId): CustomerState['begun'] => Object.fromEntries(Object.entries(begun).map(([journey, number]) => [journey.includes('/') ? journey : `${customer}/${journey}`, number]));

function newestOnEach(mine: CustomerState['conversations'], theirs: CustomerState['conversations'], origin: CustomerId): CustomerState['conversations'] {
  const newer: Record<string, ConversationState> = { ...mine };
  for (const [channel, conversation] of Object.entries(theirs)) {
    if (conversation.at >= (newer[channel]?.at ?? 0)) newer[channel] = { ...conversation, origin: conversation.origin ?? origin };
  }
  return newer;
}
