import { z } from 'zod';
import { type CustomerId, parseCustomerId } from '../../model/customer-id.js';
import { parseInstanceId } from '../../model/instance-id.js';
import type { NewParked } from '../../ports/store.js';

/** Whose a dead letter is, where several customers were merged: of its run's first customer, else of who is named in it, else of whose lane it was parked in. */
export function ownerOfParked({ id, instance, body }: Pick<NewParked, 'id' | 'instance' | 'body'>): CustomerId {
  if (instance !== undefined) return parseInstanceId(instance).customer;
  return parseCustomerId(bodySchema.parse(JSON.parse(body)).origin ?? id.slice(0, id.lastIndexOf('/')));
}

const bodySchema = z.looseObject({ origin: z.string().optional() });
