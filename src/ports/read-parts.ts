import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { digestBytes } from '../model/canonical-text.js';
import { isPrintable } from '../model/printable-text.js';
import { readForm, type FormFields } from '../model/read-form.js';
import { readJson } from '../model/read-json.js';
import type { Inbound } from './channel.js';

type Readable = Exclude<Inbound, { readonly kind: 'unreadable' }>;
type WithoutTenant<T> = T extends unknown ? Omit<T, 'tenant'> : never;
/** What one part of a request says; its tenant is told by its account. */
export type PartSaid = WithoutTenant<Readable>;

/** How the body of one provider's requests is taken apart, for `readParts`. Each function may throw, as a schema's `parse` does. */
export interface RequestFormat<Said extends object = PartSaid> {
  /** `json`: a body is one JSON object or list; `form`: its fields as an object, a list of texts for a name that stands several times */
  readonly body: 'json' | 'form';
  /** The parts of a body in their order, each of which can be read without the others; `request` for what stands in a signed query. */
  parts(body: unknown, request: Request): readonly unknown[];
  /** The provider's own id of a part, also of one that cannot be read. */
  idOf(part: unknown): string | undefined;
  /** Which of the provider's accounts a part belongs to. */
  accountOf?(part: unknown): string | undefined;
  /** What a part says; `undefined` for an echo of our own, and for what nobody wants to know. */
  read(part: unknown): Said | undefined;
}

/** A part that was read, with its tenant where accounts are bound to tenants, or could not be. */
export type PartRead<Said> = (Said & { readonly tenant?: string }) | Extract<Inbound, { readonly kind: 'unreadable' }>;

/** A request whose signature is good, and its bytes. */
export interface SignedRequest {
  readonly request: Request;
  readonly bytes: Uint8Array;
  /** JSON in which an object names a key twice becomes one `unreadable` item, `DuplicateKey`; default false: the last one counts */
  readonly strict?: boolean;
}

/** The tenant of each of the provider's accounts; absent where the host has one tenant and takes every account. */
export type AccountTenants = { readonly [account: string]: string };

/**
 * Reads a signed request part by part, for an adapter's `receive`: a part that cannot be read, or comes from an account that is not ours,
 * becomes `unreadable` and the others go on, since a provider that is refused sends all of them again. So does a body of more than 10,000
 * parts, as a whole. Throws `UnsupportedMediaType` for a
 * body of another type, and never for what it says.
 *
 * @example
 * {@includeCode ../../examples/channel/acme-sms.ts}
 */
export function readParts<Said extends object = PartSaid>({ request, bytes, strict = false }: SignedRequest, format: RequestFormat<Said>, accounts?: AccountTenants): readonly PartRead<Said>[] {
  checkType(request, format.body);
  const whole = attempt(() => partsOf(format.parts(format.body === 'json' ? readJson(bytes, { strict }) : objectOf(readForm(bytes)), request)));
  if ('reason' in whole) return [{ kind: 'unreadable', id: idOfBytes(bytes), reason: whole.reason }];
  let idOfBody: string | undefined;
  return whole.value.flatMap((part, at) => readPart({ part, idOtherwise: () => `${idOfBody ??= idOfBytes(bytes)}.${at}` }, format, accounts));
}

/** far more than a provider puts into one request; each costs a commit of its own */
const mostParts = 10_000;

function partsOf(parts: readonly unknown[]): readonly unknown[] {
  if (parts.length > mostParts) throw new JourneyError('TooLarge', 'One request carries too many items.', { limit: mostParts });
  return parts;
}

const types = { json: /^application\/([\w.-]+\+)?json\s*(;|$)/i, form: /^application\/x-www-form-urlencoded\s*(;|$)/i } as const;

function checkType({ headers }: Request, body: RequestFormat['body']): void {
  if (!types[body].test(headers.get('content-type') ?? '')) throw new JourneyError('UnsupportedMediaType', `The body is not ${body === 'json' ? 'JSON' : 'a form'} by its content type.`);
}

function objectOf(fields: FormFields): object {
  const grouped = Map.groupBy(fields, ([name]) => name);
  return Object.fromEntries([...grouped].map(([name, all]) => [name, all.length === 1 ? all[0]?.[1] : all.map(([, value]) => value)]));
}

interface Numbered { readonly part: unknown; readonly idOtherwise: () => string }

function readPart<Said extends object>({ part, idOtherwise }: Numbered, format: RequestFormat<Said>, accounts: AccountTenants | undefined): readonly PartRead<Said>[] {
  const owner = ownerOf(part, format, accounts);
  const said = 'reason' in owner ? owner : attempt(() => format.read(part));
  const tenant = 'tenant' in owner ? { tenant: owner.tenant } : {};
  if (!('reason' in said)) return said.value === undefined ? [] : [{ ...said.value, ...tenant }];
  const id = attempt(() => format.idOf(part));
  return [{ kind: 'unreadable', id: 'value' in id && isId(id.value) ? id.value : idOtherwise(), reason: said.reason, ...tenant }];
}

type Owner = { readonly tenant: string } | { readonly anybody: true } | { readonly reason: string };

/** A signature proves the provider, not the account: many tenants' accounts may be signed with one secret. */
function ownerOf(part: unknown, format: Pick<RequestFormat, 'accountOf'>, accounts: AccountTenants | undefined): Owner {
  if (accounts === undefined) return { anybody: true };
  const account = attempt(() => format.accountOf?.(part));
  if ('reason' in account || account.value === undefined || !Object.hasOwn(accounts, account.value)) return { reason: 'UnknownAccount' };
  const tenant = accounts[account.value];
  return tenant === undefined ? { reason: 'UnknownAccount' } : { tenant };
}

type Attempt<T> = { readonly value: T } | { readonly reason: string };

function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { value: run() };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** A code and where, never what: the words of a schema may quote the value. */
function reasonOf(error: unknown): string {
  if (JourneyError.is(error)) return error.code;
  const place = error instanceof z.core.$ZodError ? error.issues[0]?.path.map(String).filter((key) => /^\w{1,40}$/.test(key)).join('.') : undefined;
  return place === undefined || place === '' || place.length > 80 ? 'InvalidPayload' : `InvalidPayload at ${place}`;
}

const isId = (id: unknown): id is string => typeof id === 'string' && id.length >= 1 && id.length <= 255 && isPrintable(id);

/** The same for the same bytes, so that a retry is known. */
const idOfBytes = (bytes: Uint8Array): string => `body-${digestBytes(bytes)}`;
