import type { CustomerId } from '../../model/customer-id.js';
import { parseEffectKey } from '../../model/effect-key.js';
import { parseInstanceId } from '../../model/instance-id.js';
import type { NewParked } from '../../ports/store.js';
import { nextActKey } from '../act-key.js';
import { rearmIssues } from '../channel/note-outcome.js';
import { forgetCrmAnswer } from '../crm/ask-crm.js';
import type { CarriedFact, CustomerState, MergedCustomer, ThreadState } from '../customer-state.js';
import type { InstanceState } from '../instance/instance-state.js';
import { moveZones } from '../instance/arm-wait.js';
import { startTimer } from '../instance/instance-timers.js';
import { cancelTimer, type Turn } from '../turn.js';
import { admit, alsoStayed } from './join-customer.js';
import { dropRuns, sendMove } from './leave-customer.js';
import { partedMessages } from './messages-of-two.js';
import type { CustomerPart, MovedCustomer } from './moved-customer.js';
import { mergedNow } from './origin.js';
import { knownParts, onlyParts } from './profile-parts.js';
import { rehomeInstance } from './rehome-instance.js';
import { consentsApart } from './said-apart.js';
import { saidAmong } from './said-by.js';
import { steeringOf, steeringWithout, type Leaving } from './steering-of-two.js';
import { undoRow, type UndoRecord } from './undo-record.js';

export interface Parting { readonly record: MergedCustomer; readonly because: string; readonly undo: UndoRecord; readonly parked: readonly NewParked[] }

/**
 * First step of undoing a merge, in the lane of the customer who stays: what the other one brought and what came since by their contacts is
 * put on its way back. An identity that came since by such a contact is let go and goes back as a claim; it is nobody's until it is said again.
 */
export function partCustomer(turn: Turn, parting: Parting): MovedCustomer {
  const { record, because, undo } = parting;
  const { state } = turn;
  const group: readonly string[] = [record.customer, ...record.with.filter((one) => state.merged?.some((merged) => merged.customer === one && merged.undoneAt === undefined))];
  const theirs = bySide(state, group, { undo, now: turn.now });
  const key = nextActKey(turn);
  const moved: MovedCustomer = { id: record.id, kind: 'return', from: turn.customer, to: record.customer, at: turn.now, because, part: { ...partOf(state, record, theirs), merged: alsoStayed(broughtAlong(state, record, group), turn.customer) }, stays: record.stays, linked: false, unnoted: false, parked: parting.parked };
  takeOut(turn, theirs, parting.parked);
  const { thread, saidBy: _divided, ...rest } = turn.state;
  turn.state = { ...rest, ...remainder(turn.state, { record, now: turn.now }, theirs), ...ownThread(thread, group), outgoing: [...turn.state.outgoing ?? [], moved] };
  for (const loser of undo.losers) if (!theirs.owns(loser.id)) revive(turn, loser);
  moveZones(turn);
  rearmIssues(turn);
  turn.rows.set(undoRow(record.id), undefined);
  forgetCrmAnswer(turn);
  sendMove(turn, key, moved);
  turn.notices.push({ type: 'customer.parted', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, merge: record.id, merged: record.customer } });
  return moved;
}

/** What of a merged customer is the other one's. */
interface Side {
  readonly group: readonly string[];
  readonly owns: (instance: string) => boolean;
  readonly runs: readonly InstanceState[];
  /** identities it brought */
  readonly brought: readonly string[];
  /** identities that came since by its contacts */
  readonly learnt: NonNullable<CustomerState['claims']>;
  readonly starting: CustomerState['starting'];
  readonly undo: UndoRecord;
  readonly leaving: Leaving;
}

function bySide(state: CustomerState, group: readonly string[], { undo, now }: { readonly undo: UndoRecord; readonly now: number }): Side {
  const owns = (instance: string): boolean => group.includes(parseInstanceId(instance).customer);
  const brought = new Set(state.merged?.filter((one) => group.includes(one.customer)).flatMap((one) => one.identities));
  return {
    group, owns, undo, leaving: { group, owns: (key) => owns(String(parseEffectKey(key).cause)), brought: undo.hours, now }, brought: state.identities.filter((identity) => brought.has(identity)),
    runs: state.instances.filter((instance) => owns(instance.id)),
    learnt: state.identities.flatMap((identity) => learntFrom(state, group, identity)),
    starting: state.starting.filter(({ timer }) => owns(String(parseEffectKey(timer.slice(startTimer.length)).cause))),
  };
}

/** One that a third customer brought when they came is held by that one's lane, which cannot be asked here to let it go. */
function learntFrom({ known, merged = [] }: CustomerState, group: readonly string[], identity: string): Side['learnt'] {
  const record = known?.[identity];
  if (record?.origin === undefined || !group.includes(record.origin) || merged.some((one) => one.undoneAt === undefined && one.identities.includes(identity))) return [];
  return [{ identity, at: record.at, source: record.source }];
}

const broughtAlong = (state: CustomerState, record: MergedCustomer, group: readonly string[]): readonly MergedCustomer[] => state.merged?.filter((one) => group.includes(one.customer) && one.customer !== record.customer) ?? [];

function partOf(state: CustomerState, record: MergedCustomer, side: Side): CustomerPart {
  const { group, owns, undo, brought, learnt, leaving } = side;
  const back = undo.losers.filter((loser) => owns(loser.id) && !side.runs.some((run) => run.journey === loser.journey && run.key === loser.key));
  return {
    identities: brought, known: pick(state.known ?? {}, brought.filter((identity) => state.known?.[identity]?.how !== 'linked')), createdAt: record.at, profile: onlyParts(state.profile, record.profile),
    claims: [...state.claims?.filter((claim) => claim.origin !== undefined && group.includes(claim.origin)) ?? [], ...learnt],
    begun: ownCounts(state.begun, record.customer, group),
    instances: [...side.runs, ...back], ended: state.ended.filter((run) => owns(run.id) && !back.some((one) => one.id === run.id)),
    conversations: where(state.conversations, (one) => one.origin !== undefined && group.includes(one.origin)),
    starting: side.starting, facts: where(state.facts ?? {}, (fact) => isOf(fact, group)),
    ...(undo.thread !== undefined && { thread: undo.thread }),
    // both were told the arms while they were one
    ...(state.trials !== undefined && { trials: state.trials }),
    consents: consentsApart(state.consents ?? [], { mine: undo.consents.joined, theirs: undo.consents.stays }), ...saidAmong(state, (customer) => group.includes(customer), group.length > 1),
    ...steeringOf(state, leaving),
    ...partedMessages(state, { owns: leaving.owns, before: { mine: undo.suppressions?.joined ?? [], theirs: undo.suppressions?.stays ?? [] } }),
    promises: state.promises?.filter((promise) => owns(promise.instance)) ?? [], attempts: state.attempts?.filter((attempt) => owns(attempt.instance)) ?? [],
  };
}

/** What stays: all that the part does not have. */
function remainder(state: CustomerState, { record, now }: { readonly record: MergedCustomer; readonly now: number }, { group, owns, undo, brought, learnt, starting, leaving }: Side): Partial<CustomerState> {
  const gone = new Set([...brought, ...identitiesOf(learnt)]);
  return {
    identities: state.identities.filter((identity) => !gone.has(identity)), known: pick(state.known ?? {}, Object.keys(state.known ?? {}).filter((identity) => !gone.has(identity))),
    profile: onlyParts(state.profile, knownParts(state.profile).filter((field) => !record.profile.includes(field))),
    begun: Object.fromEntries(Object.entries(state.begun).filter(([name]) => !group.includes(name.split('/')[0] ?? ''))),
    ended: state.ended.filter((run) => !owns(run.id) && !undo.losers.some((loser) => loser.id === run.id)),
    conversations: where(state.conversations, (one) => one.origin === undefined || !group.includes(one.origin)),
    starting: state.starting.filter((one) => !starting.includes(one)), facts: where(state.facts ?? {}, (fact) => !isOf(fact, group)),
    consents: consentsApart(state.consents ?? [], { mine: undo.consents.stays, theirs: undo.consents.joined }), ...saidAmong(state, (customer) => !group.includes(customer), mergedNow(state).some((one) => !group.includes(one.customer))),
    ...steeringWithout(state, leaving),
    ...partedMessages(state, { owns: (key) => !owns(String(parseEffectKey(key).cause)), before: { mine: undo.suppressions?.stays ?? [], theirs: undo.suppressions?.joined ?? [] } }),
    claims: state.claims?.filter((claim) => claim.origin === undefined || !group.includes(claim.origin)) ?? [],
    promises: state.promises?.filter((promise) => !owns(promise.instance)) ?? [], attempts: state.attempts?.filter((attempt) => !owns(attempt.instance)) ?? [],
    merged: (state.merged ?? []).filter((one) => one.id === record.id || !group.includes(one.customer)).map((one) => (one.id === record.id ? { ...one, undoneAt: now } : without(one, group, brought))),
  };
}

/** The open conversation stays with who began it, without what the other one said in it. */
function ownThread(thread: ThreadState | undefined, group: readonly string[]): { readonly thread?: ThreadState } {
  if (thread === undefined || group.includes(thread.id.slice(0, thread.id.lastIndexOf('/')))) return {};
  return { thread: { ...thread, facts: where(thread.facts, (fact) => !isOf(fact, group)) } };
}

function takeOut(turn: Turn, { runs, starting, learnt }: Side, parked: readonly NewParked[]): void {
  dropRuns(turn, runs);
  for (const { timer } of starting) cancelTimer(turn, timer);
  turn.unparked.push(...parked.map(({ id }) => id));
  turn.released.push(...identitiesOf(learnt));
  turn.state = { ...turn.state, instances: turn.state.instances.filter((instance) => !runs.includes(instance)) };
}

const identitiesOf = (learnt: Side['learnt']): readonly string[] => learnt.map(({ identity }) => identity);

/** A customer that stays merged, after others who came with it have gone. */
const without = (one: MergedCustomer, group: readonly string[], gone: readonly string[]): MergedCustomer => (one.undoneAt !== undefined ? one : { ...one, with: one.with.filter((inside) => !group.includes(inside)), identities: one.identities.filter((identity) => !gone.includes(identity)) });

/** A run that had to leave for the other one's goes on where it was, unless the customer has begun anew since. */
function revive(turn: Turn, loser: InstanceState): void {
  if (turn.state.instances.some((run) => run.journey === loser.journey && run.key === loser.key)) return;
  admit(turn, rehomeInstance(loser, turn.customer));
}

const ownCounts = (begun: CustomerState['begun'], customer: CustomerId, group: readonly string[]): CustomerState['begun'] => Object.fromEntries(Object.entries(begun).flatMap(([name, number]) => {
  const [owner = '', journey] = name.split('/');
  if (journey === undefined || !group.includes(owner)) return [];
  return [[owner === customer ? journey : name, number] as const];
}));
const isOf = ({ origin }: CarriedFact, group: readonly string[]): boolean => origin.origin !== undefined && group.includes(origin.origin);
const where = <T>(record: { readonly [name: string]: T }, wanted: (value: T) => boolean): { readonly [name: string]: T } => Object.fromEntries(Object.entries(record).filter(([, value]) => wanted(value)));
const pick = <V>(record: { readonly [name: string]: V }, names: readonly string[]): { readonly [name: string]: V } => Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
