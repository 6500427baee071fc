import { readSoql } from './read-soql.js';
import { refusal, SalesforceRefusal } from './salesforce-refusal.js';

/** How a field is declared: its type decides what it takes. */
interface Declared { readonly type: 'text' | 'number' | 'checkbox' | 'datetime' | 'date' | 'reference' | 'email' | 'picklist' | 'long'; readonly longest?: number; readonly externalId?: true; readonly readOnly?: true; readonly options?: readonly string[] }
export type Value = string | number | boolean | null;
export interface HeldRecord { readonly object: string; readonly Id: string; readonly CreatedDate: string; values: { [field: string]: Value } }

const text: Declared = { type: 'text', longest: 255 };
const long: Declared = { type: 'long', longest: 32_768 };
const time: Declared = { type: 'datetime' };
const external: Declared = { type: 'text', longest: 255, externalId: true };
const declared: { readonly [object: string]: { readonly [field: string]: Declared } } = {
  Contact: {
    FirstName: { type: 'text', longest: 40 }, LastName: { type: 'text', longest: 80 }, Email: { type: 'email', longest: 80 }, Phone: { type: 'text', longest: 40 },
    Throughline_Customer__c: external, Throughline_Locale__c: text, Throughline_Time_Zone__c: text, Throughline_Segments__c: text, Throughline_Writes__c: long,
    Tier__c: text, Visits__c: { type: 'number' }, Newsletter__c: { type: 'checkbox' }, Partner__c: text,
  },
  Case: {
    Subject: text, Status: { type: 'picklist', options: ['New', 'Working', 'Escalated', 'Closed'] }, IsClosed: { type: 'checkbox', readOnly: true }, Priority: { type: 'picklist', options: ['High', 'Medium', 'Low'] }, ContactId: { type: 'reference' },
    Throughline_Id__c: external, Throughline_Run__c: text, Throughline_Writes__c: long, Throughline_Opened_At__c: time, Throughline_Problem_At__c: time, Throughline_Follow_Up_At__c: time, Throughline_Closed_At__c: time,
    Throughline_Resolution__c: text, Throughline_Resolved__c: text, Throughline_Notes__c: long, Order__c: text, Days__c: { type: 'number' },
  },
  Task: {
    WhoId: { type: 'reference' }, Subject: text, Description: long, Status: { type: 'picklist', options: ['Not Started', 'In Progress', 'Completed'] }, ActivityDate: { type: 'date' },
    Throughline_Id__c: external, Throughline_Entry__c: text, Throughline_Kind__c: text, Throughline_Channels__c: text, Throughline_At__c: text, Throughline_Writes__c: text,
  },
};

/**
 * The records of one Salesforce organisation and the rules they are kept by, as these pages describe them: "Contact", "Case" and "Task" of the Object
 * Reference, https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm; "Insert or Update
 * (Upsert) a Record Using an External ID", https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm; "Valid Date and
 * DateTime Formats", https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_valid_date_formats.htm.
 */
export class SalesforceOrg {
  readonly records: HeldRecord[] = [];
  private numbered = 0;

  query(soql: string): readonly object[] {
    const { fields, from, where } = readSoql(soql);
    const known = declared[from];
    if (known === undefined) throw refusal(400, 'INVALID_TYPE', `sObject type '${from}' is not supported.`);
    for (const field of [...fields, ...where.map((one) => one.field)]) if (!['Id', 'CreatedDate'].includes(field) && known[field] === undefined) throw refusal(400, 'INVALID_FIELD', `No such column '${field}' on entity '${from}'.`);
    for (const { field } of where) if (known[field]?.type === 'long') throw refusal(400, 'INVALID_FIELD', `field '${field}' can not be filtered in a query call`);
    const found = this.records.filter((one) => one.object === from && where.some(({ field, value }) => sameText(one.values[field], value)));
    return found.map((one) => ({ attributes: { type: from, url: `/services/data/v62.0/sobjects/${from}/${one.Id}` }, ...Object.fromEntries(fields.map((field) => [field, valueIn(one, field)])) }));
  }

  /** 201 where it made one, 200 where it changed one. */
  upsert(object: string, field: string, id: string, values: { readonly [field: string]: Value }): readonly [number, object] {
    if (declared[object]?.[field]?.externalId !== true) throw refusal(404, 'NOT_FOUND', 'The requested resource does not exist');
    if (field in values) throw refusal(400, 'INVALID_FIELD', 'The external id field stands in the address and not in the body.');
    const known = this.records.filter((one) => one.object === object && sameText(one.values[field], id));
    if (known.length > 1) throw new SalesforceRefusal(300, known.map((one) => `/services/data/v62.0/sobjects/${object}/${one.Id}`));
    if (known[0] !== undefined) {
      this.change(known[0], values);
      return [200, { id: known[0].Id, success: true, errors: [], created: false }];
    }
    return [201, { id: this.create(object, { ...values, [field]: id }).Id, success: true, errors: [], created: true }];
  }

  create(object: string, values: { readonly [field: string]: Value }): HeldRecord {
    if (object === 'Contact' && (values['LastName'] ?? '') === '') throw refusal(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]');
    const number = ++this.numbered;
    const one: HeldRecord = { object, Id: `${{ Contact: '003', Case: '500', Task: '00T' }[object] ?? '000'}${String(number).padStart(15, '0')}`, CreatedDate: utc(Date.UTC(2026, 0, 1) + number * 1_000), values: checked(object, values) };
    this.records.push(one);
    return one;
  }

  update(object: string, id: string, values: { readonly [field: string]: Value }): void {
    const one = this.records.find((each) => each.object === object && each.Id === id);
    if (one === undefined) throw refusal(404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible');
    this.change(one, values);
  }

  private change(one: HeldRecord, values: { readonly [field: string]: Value }): void { one.values = { ...one.values, ...checked(one.object, values) }; }
}

/** What a record says of itself besides what was written. */
function valueIn(one: HeldRecord, field: string): Value {
  if (field === 'Id' || field === 'CreatedDate') return one[field];
  if (field === 'IsClosed') return one.values['Status'] === 'Closed';
  return one.values[field] ?? (declared[one.object]?.[field]?.type === 'checkbox' ? false : null);
}

/** Texts are compared without regard to case. */
const sameText = (kept: Value | undefined, value: string): boolean => typeof kept === 'string' && kept.toLowerCase() === value.toLowerCase();

function checked(object: string, values: { readonly [field: string]: Value }): { readonly [field: string]: Value } {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => {
    const rule = declared[object]?.[field];
    if (rule === undefined || rule.readOnly === true) throw refusal(400, rule === undefined ? 'INVALID_FIELD' : 'INVALID_FIELD_FOR_INSERT_UPDATE', `No such column '${field}' on sobject of type ${object}`);
    return [field, kept(rule, field, value)];
  }));
}

function kept({ type, longest = Infinity, options }: Declared, field: string, value: Value): Value {
  if (value === null || value === '') return null;
  if (typeof value === 'string' && value.length > longest) throw refusal(400, 'STRING_TOO_LONG', `${field}: data value too large (max length=${longest})`);
  const isFit = { text: typeof value === 'string', long: typeof value === 'string', email: typeof value === 'string' && value.includes('@'), number: typeof value === 'number', checkbox: typeof value === 'boolean', reference: typeof value === 'string' && value.length === 18, picklist: typeof value === 'string' && options?.includes(value) === true, date: typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value), datetime: typeof value === 'string' && Number.isFinite(Date.parse(value)) }[type];
  if (!isFit) throw refusal(400, type === 'picklist' ? 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST' : 'JSON_PARSER_ERROR', `${field} does not take this value`);
  return type === 'datetime' ? utc(Date.parse(String(value))) : value;
}

/** As Salesforce answers a time: UTC, to the second, with an offset that has no colon. */
const utc = (at: number): string => `${new Date(Math.floor(at / 1_000) * 1_000).toISOString().slice(0, -1)}+0000`;
