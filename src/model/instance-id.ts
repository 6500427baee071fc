import { JourneyError } from '../errors/index.js';
import { type CustomerId, isCustomerId } from './customer-id.js';
import { isJourneyId, type JourneyId } from './journey-id.js';

declare const instanceIdBrand: unique symbol;
/** Names one run of one journey for one customer, readably: `<customer>/<journey>/<run>`; unique in the tenant. */
export type InstanceId = string & { readonly [instanceIdBrand]: true };

/** What an instance id is made of; `run` counts a customer's runs of the journey from 1. */
export interface InstanceIdParts { readonly customer: CustomerId; readonly journey: JourneyId; readonly run: number }

/** Makes the id of a customer's n-th run of a journey, the same at every retry; InvalidInput where `run` is not a whole number from 1. */
export function instanceId({ customer, journey, run }: InstanceIdParts): InstanceId {
  const id = `${customer}/${journey}/${run}`;
  return isInstanceId(id) ? id : refuse('instance');
}

/** Reads an instance id into its parts; InvalidInput where it is none. */
export function parseInstanceId(text: string, path = 'instance'): InstanceIdParts {
  return parsed(text) ?? refuse(path);
}

/** Asks whether a text is an instance id. */
export function isInstanceId(text: string): text is InstanceId {
  return parsed(text) !== undefined;
}

function parsed(text: string): InstanceIdParts | undefined {
  const [customer = '', journey = '', run = '', ...rest] = text.split('/');
  if (rest.length > 0 || !isCustomerId(customer) || !isJourneyId(journey) || !countedFromOne.test(run)) return undefined;
  return { customer, journey, run: Number(run) };
}

function refuse(path: string): never {
  throw new JourneyError('InvalidInput', 'An instance is named as <customer>/<journey>/<run>, runs counted from 1.', { path });
}

const countedFromOne = /^[1-9]\d{0,14}$/;
