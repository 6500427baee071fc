import { HubSpotRefusal, refusal } from './hubspot-refusal.js';

/** How a property is declared: its type decides what it takes. */
interface Declared { readonly type: 'string' | 'number' | 'bool' | 'datetime' | 'enumeration'; readonly unique?: true; readonly options?: readonly string[]; readonly longest?: number }
export type ObjectType = 'contacts' | 'tickets' | 'notes';
export interface HeldObject { readonly id: string; readonly type: ObjectType; readonly createdAt: number; values: { [property: string]: string | null }; archived: boolean }

const text: Declared = { type: 'string', longest: 65_536 };
const time: Declared = { type: 'datetime' };
/** "Default properties" and those docs/crm.md asks an account to make, on "Properties", https://developers.hubspot.com/docs/guides/api/crm/properties */
const declared: { readonly [K in ObjectType]: { readonly [property: string]: Declared } } = {
  contacts: {
    email: { type: 'string', unique: true }, phone: text, firstname: text, lastname: text, throughline_customer: { type: 'string', unique: true },
    throughline_locale: text, throughline_time_zone: text, throughline_segments: text, throughline_writes: text,
    tier: text, visits: { type: 'number' }, newsletter: { type: 'bool' }, partner: text,
  },
  tickets: {
    subject: text, hs_pipeline: text, hs_pipeline_stage: { type: 'enumeration', options: ['1', '2', '3', '4'] }, hs_ticket_priority: { type: 'enumeration', options: ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] },
    throughline_run: text, throughline_writes: text, throughline_opened_at: time, throughline_problem_at: time, throughline_follow_up_at: time, throughline_closed_at: time,
    throughline_resolution: text, throughline_resolved: { type: 'bool' }, throughline_notes: text, order_number: text, days: { type: 'number' },
  },
  notes: { hs_timestamp: time, hs_note_body: text, throughline_entry: text, throughline_kind: text, throughline_channels: text, throughline_writes: text },
};

/**
 * The objects of one HubSpot account and the rules they are kept by, as these pages describe them: "Contacts",
 * https://developers.hubspot.com/docs/guides/api/crm/objects/contacts; "Tickets", https://developers.hubspot.com/docs/guides/api/crm/objects/tickets;
 * "Notes", https://developers.hubspot.com/docs/guides/api/crm/engagements/notes; "Search the CRM", https://developers.hubspot.com/docs/guides/api/crm/search.
 */
export class HubSpotAccount {
  readonly objects: HeldObject[] = [];
  readonly links: { readonly from: string; readonly to: string }[] = [];
  /** what a search sees: an object as it was when the index last caught up */
  private indexed: HeldObject[] = [];
  private numbered = 100;

  /** The index catches up, as it does some seconds after each write. */
  settle(): void { this.indexed = structuredClone(this.objects.filter(({ archived }) => !archived)); }

  get(type: ObjectType, id: string, idProperty?: string): HeldObject {
    const found = this.objects.find((one) => one.type === type && !one.archived && (idProperty === undefined ? one.id === id : sameText(one.values[idProperty], id)));
    if (idProperty !== undefined && declared[type][idProperty]?.unique !== true) throw refusal(400, 'VALIDATION_ERROR', `${idProperty} is not a unique property`);
    if (found === undefined) throw refusal(404, 'OBJECT_NOT_FOUND', 'resource not found');
    return found;
  }

  create(type: ObjectType, properties: { readonly [property: string]: string }, associations: readonly Association[]): HeldObject {
    if (type === 'contacts' && !['email', 'firstname', 'lastname'].some((one) => (properties[one] ?? '') !== '')) throw refusal(400, 'VALIDATION_ERROR', 'one of email, firstname or lastname is needed');
    if (type === 'notes' && properties['hs_timestamp'] === undefined) throw refusal(400, 'VALIDATION_ERROR', 'hs_timestamp is needed');
    const values = this.checked(type, properties);
    const one: HeldObject = { id: String(++this.numbered), type, createdAt: Date.now() + this.numbered, values, archived: false };
    for (const { to, types } of associations) {
      this.get('contacts', to.id);
      const typeId = types[0]?.associationTypeId;
      if (typeId !== { tickets: 16, notes: 202, contacts: 0 }[type]) throw refusal(400, 'VALIDATION_ERROR', 'no such association type');
      this.links.push({ from: one.id, to: to.id });
    }
    this.objects.push(one);
    return one;
  }

  update(type: ObjectType, id: string, properties: { readonly [property: string]: string }): HeldObject {
    const one = this.get(type, id);
    one.values = { ...one.values, ...this.checked(type, properties, id) };
    return one;
  }

  search(groups: readonly { readonly filters: readonly { readonly propertyName: string; readonly operator: string; readonly value: string }[] }[]): readonly HeldObject[] {
    if (groups.length > 5) throw refusal(400, 'VALIDATION_ERROR', 'more than five filter groups');
    for (const { operator, propertyName } of groups.flatMap(({ filters }) => filters)) {
      if (operator !== 'EQ' || declared.contacts[propertyName] === undefined) throw refusal(400, 'VALIDATION_ERROR', 'a filter that this account cannot answer');
    }
    return this.indexed.filter((one) => one.type === 'contacts' && groups.some(({ filters }) => filters.every(({ propertyName, value }) => sameText(one.values[propertyName], value))));
  }

  linked(contact: string, type: ObjectType): readonly HeldObject[] {
    return this.links.filter(({ to }) => to === contact).flatMap(({ from }) => this.objects.filter((one) => one.id === from && one.type === type));
  }

  private checked(type: ObjectType, properties: { readonly [property: string]: string }, own?: string): { readonly [property: string]: string | null } {
    return Object.fromEntries(Object.entries(properties).map(([name, value]) => {
      const rule = declared[type][name];
      if (rule === undefined) throw refusal(400, 'VALIDATION_ERROR', `Property "${name}" does not exist`);
      if (typeof value !== 'string') throw refusal(400, 'VALIDATION_ERROR', 'a value is a text');
      const taken = rule.unique === true && value !== '' ? this.objects.find((one) => one.type === type && !one.archived && one.id !== own && sameText(one.values[name], value)) : undefined;
      if (taken !== undefined) throw new HubSpotRefusal(409, { status: 'error', category: 'CONFLICT', message: `Contact already exists. Existing ID: ${taken.id}` });
      return [name, kept(rule, value)];
    }));
  }
}

export interface Association { readonly to: { readonly id: string }; readonly types: readonly { readonly associationCategory: string; readonly associationTypeId: number }[] }

const sameText = (one: string | null | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

/** A text that clears is kept as nothing; a time is answered in UTC whatever form it came in. */
function kept({ type, options, longest = 1_000 }: Declared, value: string): string | null {
  const isFit = { string: value.length <= longest, number: Number.isFinite(Number(value)), bool: ['true', 'false', ''].includes(value), datetime: value === '' || /^\d+$/.test(value) || Number.isFinite(Date.parse(value)), enumeration: value === '' || options?.includes(value) === true }[type];
  if (!isFit) throw refusal(400, 'VALIDATION_ERROR', `Property values were not valid for the type ${type}`);
  if (value === '') return null;
  return type === 'datetime' ? new Date(/^\d+$/.test(value) ? Number(value) : value).toISOString() : value;
}
