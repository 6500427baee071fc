import assert from 'node:assert/strict';
import type { Crm, CrmCapability } from '../../ports/crm.js';
import type { CrmClause } from './crm-bench.js';

type Method = 'find' | 'upsert' | 'merge' | 'logActivity' | 'openCase' | 'updateCase' | 'closeCase';
const methods: { readonly [capability: string]: readonly Method[] } = { find: ['find'], upsert: ['upsert'], merge: ['merge'], activities: ['logActivity'], cases: ['openCase', 'updateCase', 'closeCase'] };
const kinds: readonly CrmCapability[] = ['find', 'upsert', 'merge', 'activities', 'cases', 'fields', 'orders'];

const has = (crm: Crm, method: Method): boolean => typeof crm[method] === 'function';

/** Clauses about what an adapter says of itself. */
export const declarationClauses: readonly CrmClause[] = [
  {
    id: 'CRM-01', clause: 'an adapter says what it is: contract 1, a name, and no capability that the contract does not have',
    async run({ crm }) {
      assert.equal(crm.contract, 1);
      assert(crm.name.length > 0);
      assert.deepEqual(Object.keys(crm.capabilities).filter((name) => !kinds.some((kind) => kind === name)), []);
    },
  },
  {
    id: 'CRM-02', clause: 'what is declared is there: each capability has its methods, custom fields and orders have a way out',
    async run({ crm }) {
      const missing = Object.entries(methods).flatMap(([capability, names]) => (isDeclared(crm, capability) ? names.filter((name) => !has(crm, name)) : []));
      assert.deepEqual(missing, []);
      assert(!isDeclared(crm, 'orders') || has(crm, 'find'), 'orders are declared and nothing answers them');
      assert(!isDeclared(crm, 'fields') || has(crm, 'find') || has(crm, 'upsert') || has(crm, 'openCase'), 'fields are declared and nothing carries them');
    },
  },
  {
    id: 'CRM-03', clause: 'what is there is declared: no method without its capability',
    async run({ crm }) {
      assert.deepEqual(Object.entries(methods).flatMap(([capability, names]) => (isDeclared(crm, capability) ? [] : names.filter((name) => has(crm, name)))), []);
    },
  },
];

const isDeclared = (crm: Crm, capability: string): boolean => Object.entries(crm.capabilities).some(([name, declared]) => name === capability && declared === true);
