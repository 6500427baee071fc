import { z } from 'zod';
import { JourneyError } from '../../src/errors/index.js';
import { issuePaths } from '../../src/model/issue-paths.js';
import { parseTenant } from '../../src/model/tenant.js';
import type { HubSpotClient } from './hubspot-client.js';
import { own } from './properties.js';

/** A custom field: the name of its property in HubSpot, and what its text stands for. */
export interface HubSpotField { readonly property: string; readonly kind: 'text' | 'number' | 'boolean' }

/** What a host decides about its HubSpot account: the client, whose customers it holds, and under which properties. */
export interface HubSpotCrmConfig {
  /** a `Client` of `@hubspot/api-client` without `numberOfApiCallRetries`: what fails is tried again by the orchestrator, and once is enough */
  readonly client: HubSpotClient;
  /** whose customers the account holds; a call about another tenant is refused. Default `default` */
  readonly tenant?: string;
  /** gives a token that is valid now; asked once where HubSpot answers 401, and the call is made again. Absent: such a call is rejected */
  readonly renewToken?: () => Promise<string>;
  /** the contact property that holds each namespace of identities; default `email` and `phone`. Others are not looked for and not written */
  readonly identities?: { readonly [namespace: string]: string };
  /** our custom fields of a person; absent: none, and the adapter does not declare `fields` unless `ticketFields` are there */
  readonly contactFields?: { readonly [field: string]: HubSpotField };
  /** our custom fields of a case */
  readonly ticketFields?: { readonly [field: string]: HubSpotField };
  /** where cases go, by HubSpot's ids; default the first support pipeline: `0`, opened in stage `1`, closed in `4` */
  readonly pipeline?: { readonly id: string; readonly open: string; readonly closed: string };
  /** the last name of somebody of whom neither name nor e-mail is known, without one of which HubSpot takes nobody; read back as no name. Default `Unknown` */
  readonly unnamed?: string;
}

/** The configuration with every default filled in. */
export type HubSpotSettings = Required<Omit<HubSpotCrmConfig, 'renewToken'>> & Pick<HubSpotCrmConfig, 'renewToken'>;

const name = z.string().regex(/^[a-z][a-z0-9_]{0,99}$/);
const fields = z.record(z.string(), z.strictObject({ property: name, kind: z.enum(['text', 'number', 'boolean']) }));
const isFunction = z.custom<() => Promise<string>>((given) => typeof given === 'function');
const configSchema = z.strictObject({
  client: z.custom<HubSpotClient>((given) => typeof given === 'object' && given !== null && 'crm' in given && 'setAccessToken' in given),
  tenant: z.string().default('default'),
  renewToken: isFunction.exactOptional(),
  identities: z.record(z.string(), name).default({ email: 'email', phone: 'phone' }),
  contactFields: fields.default({}),
  ticketFields: fields.default({}),
  pipeline: z.strictObject({ id: z.string().min(1), open: z.string().min(1), closed: z.string().min(1) }).refine(({ open, closed }) => open !== closed).default({ id: '0', open: '1', closed: '4' }),
  unnamed: z.string().min(1).max(100).default('Unknown'),
});

/** Checks a configuration; throws `InvalidOptions` naming the option. */
export function checkConfig(config: HubSpotCrmConfig): HubSpotSettings {
  const parsed = configSchema.safeParse(config);
  if (!parsed.success) throw refused(parsed.error.issues.flatMap((issue) => issuePaths(issue, ''))[0] ?? 'config');
  parseTenant(parsed.data.tenant);
  const [shared] = sharedProperties(parsed.data);
  if (shared !== undefined) throw refused(shared, ' Its property is used for something else already; each field needs one of its own.');
  if ((parsed.data.client.config.numberOfApiCallRetries ?? 0) > 1) throw refused('client', ' Make the client without `numberOfApiCallRetries`: each call would be tried again twice over.');
  return parsed.data;
}

const refused = (path: string, because = ''): JourneyError => new JourneyError('InvalidOptions', `The HubSpot CRM cannot work with its option '${path}'.${because}`, { path });

/** The fields whose property would be written over, with another field or what the adapter keeps there itself. */
function sharedProperties({ identities, contactFields, ticketFields }: Pick<HubSpotSettings, 'identities' | 'contactFields' | 'ticketFields'>): readonly string[] {
  const ofPeople = new Set([...Object.values(own), 'firstname', 'lastname', ...Object.values(identities)]);
  const ofTickets = new Set([...Object.values(own), 'subject', 'content', 'hs_pipeline', 'hs_pipeline_stage', 'hs_ticket_priority']);
  return [...sharedIn('contactFields', contactFields, ofPeople), ...sharedIn('ticketFields', ticketFields, ofTickets)];
}

const sharedIn = (option: string, fieldsOf: HubSpotSettings['contactFields'], used: Set<string>): readonly string[] =>
  Object.entries(fieldsOf).filter(([, { property }]) => used.size === used.add(property).size).map(([field]) => `${option}.${field}`);
