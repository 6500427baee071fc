import type { AnyJourney } from '../journey/journey.js';
import { digest } from '../model/canonical-text.js';
import { parseTenant } from '../model/tenant.js';
import { parseWho, type WhoInput } from '../model/who.js';
import { insideOf, type Inside } from '../orchestrator/inside.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import { whoOf } from './announcement.js';
import { checkReading, type AudienceRead, type AudienceReading } from './audience.js';
import { inPace, paceOf } from './in-pace.js';
import { nameOf } from './member-name.js';
import { createProgress, type Progress } from './progress.js';
import { allOf, tellMember, type Told } from './tell-member.js';

/**
 * Reads an audience and tells who came in, and who is gone, since it was last read: each time a member enters or leaves is told once, also where
 * the process dies meanwhile and it is read again. A member is known by the first identity of their `who`; under two of them they are two members. Takes some two hundred bytes of memory a
 * member. Throws InvalidInput, StoreUnavailable, and what the host's list throws; then nobody is told to have left.
 */
export async function readAudience<J extends readonly AnyJourney[]>(host: Orchestrator<J>, reading: AudienceReading<J>): Promise<AudienceRead> {
  checkReading(reading);
  const inside = insideOf(host);
  return inside.ready(async () => {
    const progress = createProgress<object>(inside.parts.runtime, 'audience', [reading.tenant ?? '', reading.name]);
    await progress.read();
    const known = new Map<string, Membership>();
    // they were written here
    for await (const { key, value } of progress.rows()) known.set(key, JSON.parse(value));
    return compare({ inside, reading, progress, known });
  });
}

/**
 * `times`: how often they have entered: it names each entry and each leaving. `customer`: who is told that they left; who was never told anything
 * may be nobody we know. What led to them is not kept, so that it is forgotten with the customer.
 */
interface Membership { readonly in: boolean; readonly times: number; readonly customer?: string }
interface Reading { readonly inside: Inside; readonly reading: AudienceReading; readonly progress: Progress<object>; readonly known: Map<string, Membership> }
interface Change { readonly key: string; readonly who?: WhoInput; readonly now: Membership }
interface Tally { entered: number; left: number; refused: number }

async function compare(work: Reading): Promise<AudienceRead> {
  const { inside, reading, known } = work;
  const pace = { pace: paceOf(reading.perSecond), clock: inside.parts.runtime.clock, signal: reading.signal };
  const seen = new Set<string>();
  const counts: Tally = { entered: 0, left: 0, refused: 0 };
  const came = await inPace(reading.members(), pace, async (group) => {
    const changes = group.flatMap((member) => entering(work, { seen, counts }, whoOf(member)));
    const { did, refused } = await tell(work, 'entered', changes);
    counts.refused += refused;
    counts.entered += did;
    return changes.length > 0;
  });
  // a list that was not read to its end says of nobody that they are not on it
  const went = came && await inPace(gone(known, seen), pace, async (changes) => {
    const { did, refused } = await tell(work, 'left', changes);
    counts.refused += refused;
    counts.left += did + refused;
    return true;
  });
  return { status: went ? 'done' : 'stopped', ...counts };
}

/** Nothing where they were in it before, or nobody can be found by this identity. */
function entering({ inside, known }: Reading, { seen, counts }: { readonly seen: Set<string>; readonly counts: Tally }, who: WhoInput): readonly Change[] {
  const key = keyOf(inside, who);
  if (key === undefined) {
    counts.refused += 1;
    return [];
  }
  const before = known.get(key);
  const isNew = before?.in !== true && !seen.has(key);
  seen.add(key);
  return isNew ? [{ key, who, now: { ...before, in: true, times: (before?.times ?? 0) + 1 } }] : [];
}

function keyOf({ parts }: Inside, who: WhoInput): string | undefined {
  const name = nameOf(who, parts.limits, (error) => parts.runtime.tell('fault', { where: 'reading an audience', code: error.code, error }));
  return name === undefined ? undefined : digest([name]).slice(0, 32);
}

async function* gone(known: ReadonlyMap<string, Membership>, seen: ReadonlySet<string>): AsyncGenerator<Change> {
  for (const [key, before] of known) {
    if (before.in && !seen.has(key)) yield { key, now: { ...before, in: false }, ...(before.customer !== undefined && { who: { customer: before.customer } }) };
  }
}

/** Told first and noted then: what was told and not noted is told again under the same id, and known to have been. */
async function tell(work: Reading, what: 'entered' | 'left', changes: readonly Change[]): Promise<{ readonly did: number; readonly refused: number }> {
  if (changes.length === 0) return { did: 0, refused: 0 };
  const { progress, known } = work;
  const told = await allOf(changes.map((change) => tellChange(work, what, change)));
  // who could not be told that they came in has not come in: the next reading tells them, once they can be found
  const rows = changes.flatMap(({ key, now }, at): readonly (readonly [string, Membership])[] =>
    (told[at]?.did === 'stopped' || (what === 'entered' && told[at]?.did === 'refused') ? [] : [[key, { ...now, ...(told[at]?.customer !== undefined && { customer: told[at].customer }) }]]));
  await progress.save({}, rows.map(([key, membership]) => ({ key, value: JSON.stringify(membership) })));
  for (const [key, membership] of rows) known.set(key, membership);
  const count = (wanted: Told['did']): number => told.filter(({ did }) => did === wanted).length;
  return { did: count('told') + count('before'), refused: count('refused') };
}

async function tellChange({ inside, reading }: Reading, what: 'entered' | 'left', { key, who, now }: Change): Promise<Told> {
  const said = reading[what];
  const { name, tenant } = reading;
  if (who === undefined) return { did: 'before' };
  if (said === undefined) return { did: 'before', ...await customerOf(inside, who, tenant) };
  return tellMember(inside, { id: `${what}/${now.times}/${key}`, source: `audience ${name}`, type: said.type, data: said.data, who, ...(tenant !== undefined && { tenant }) }, { signal: reading.signal });
}

/** Who hears nothing when they come may hear that they left. */
async function customerOf({ parts }: Inside, who: WhoInput, tenant: string | undefined): Promise<{ readonly customer?: string }> {
  const { customer, identities: [identity = ''] } = parseWho(who, parts.limits);
  const [found] = customer === undefined ? await parts.runtime.store.resolve([{ tenant: parseTenant(tenant, parts.tenantRequired), identity }]) : [customer];
  return found === undefined ? {} : { customer: found };
}
