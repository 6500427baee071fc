import type { BadInputRow } from './bad-input-row.js';
import { fieldRows } from './field-rows.js';
import { identityRows } from './identity-rows.js';
import { valueRows } from './value-rows.js';

/** Every row that an event at the door can be put to. */
export const badInputRows: readonly BadInputRow[] = [...valueRows, ...fieldRows, ...identityRows];
