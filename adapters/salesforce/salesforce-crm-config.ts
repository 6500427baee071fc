import { z } from 'zod';
import { JourneyError } from '../../src/errors/index.js';
import { issuePaths } from '../../src/model/issue-paths.js';
import { parseTenant } from '../../src/model/tenant.js';
import { own } from './fields.js';

/**
 * What this adapter uses of the client: a `Connection` of `@jsforce/jsforce-node` is one. How it logs in, renews its token and which version of
 * the API it speaks (46.0 or later) are the host's to set.
 */
export interface SalesforceConnection {
  /** of the API it speaks, as `64.0`; one that does not say is believed */
  readonly version?: string;
  /** makes one call of the REST API; rejects with the `errorCode` of an answer that is none */
  request(request: { url: string; method: 'GET' | 'PATCH'; body?: string; headers?: { [name: string]: string } }, options?: object): PromiseLike<unknown>;
}

/** A custom field: its API name in Salesforce, and what it holds. */
export interface SalesforceField { readonly field: string; readonly kind: 'text' | 'number' | 'boolean' }

/** What a host decides about its Salesforce organisation: the connection, whose customers it holds, and in which fields. */
export interface SalesforceCrmConfig {
  /** a `Connection` of `@jsforce/jsforce-node`; what fails is tried again by the orchestrator, so the adapter tells it not to try by itself */
  readonly connection: SalesforceConnection;
  /** whose customers the organisation holds; a call about another tenant is refused. Default `default` */
  readonly tenant?: string;
  /** the contact field that holds each namespace of identities; default `Email` and `Phone`. Others are not looked for and not written */
  readonly identities?: { readonly [namespace: string]: string };
  /** our custom fields of a person; absent: none, and the adapter does not declare `fields` unless `caseFields` are there */
  readonly contactFields?: { readonly [field: string]: SalesforceField };
  /** our custom fields of a case */
  readonly caseFields?: { readonly [field: string]: SalesforceField };
  /** the statuses a case is opened and closed with; default `New` and `Closed` */
  readonly caseStatus?: { readonly open: string; readonly closed: string };
  /** the last name of somebody whose name is not known, since Salesforce takes nobody without one; read back as no name. Default `Unknown` */
  readonly unnamed?: string;
}

/** The configuration with every default filled in. */
export type SalesforceSettings = Required<SalesforceCrmConfig>;

const oldestVersion = 46;

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/);
const fields = z.record(z.string(), z.strictObject({ field: name, kind: z.enum(['text', 'number', 'boolean']) }));
const configSchema = z.strictObject({
  connection: z.custom<SalesforceConnection>((given) => typeof given === 'object' && given !== null && 'request' in given && typeof given.request === 'function'),
  tenant: z.string().default('default'),
  identities: z.record(z.string(), name).default({ email: 'Email', phone: 'Phone' }),
  contactFields: fields.default({}),
  caseFields: fields.default({}),
  caseStatus: z.strictObject({ open: z.string().min(1), closed: z.string().min(1) }).refine(({ open, closed }) => open !== closed).default({ open: 'New', closed: 'Closed' }),
  unnamed: z.string().min(1).max(80).default('Unknown'),
});

/** Checks a configuration; throws `InvalidOptions` naming the option. */
export function checkConfig(config: SalesforceCrmConfig): SalesforceSettings {
  const parsed = configSchema.safeParse(config);
  if (!parsed.success) {
    throw refused(parsed.error.issues.flatMap((issue) => issuePaths(issue, ''))[0] ?? 'config');
  }
  parseTenant(parsed.data.tenant);
  if (Number(parsed.data.connection.version ?? oldestVersion) < oldestVersion) throw refused('connection', ` It speaks version ${String(parsed.data.connection.version).slice(0, 20)} of the API; set \`version\` to ${oldestVersion}.0 or later.`);
  const [shared] = sharedFields(parsed.data);
  if (shared !== undefined) throw refused(shared, ' Its field in Salesforce is used for something else already; each needs one of its own.');
  return parsed.data;
}

const refused = (path: string, because = ''): JourneyError => new JourneyError('InvalidOptions', `The Salesforce CRM cannot work with its option '${path}'.${because}`, { path });

/** The fields that would be written over, with another one or what the adapter keeps there itself. */
function sharedFields({ identities, contactFields, caseFields }: Pick<SalesforceSettings, 'identities' | 'contactFields' | 'caseFields'>): readonly string[] {
  const ofPeople = new Set([...Object.values(own), 'FirstName', 'LastName', ...Object.values(identities)]);
  const ofCases = new Set([...Object.values(own), 'Subject', 'Description', 'Status', 'Priority', 'ContactId']);
  return [...sharedIn('contactFields', contactFields, ofPeople), ...sharedIn('caseFields', caseFields, ofCases)];
}

const sharedIn = (option: string, fieldsOf: SalesforceSettings['contactFields'], used: Set<string>): readonly string[] =>
  Object.entries(fieldsOf).filter(([, { field }]) => used.size === used.add(field).size).map(([name]) => `${option}.${name}`);
