import type { EffectUses } from '../../journey/effect-uses.js';
import type { Crm, CrmCapability } from '../../ports/crm.js';

type Method = 'find' | 'upsert' | 'merge' | 'logActivity' | 'openCase' | 'updateCase' | 'closeCase';

const methodsOf: { readonly [K in CrmCapability]: readonly Method[] } = {
  find: ['find'], upsert: ['upsert'], merge: ['merge'], activities: ['logActivity'], cases: ['openCase', 'updateCase', 'closeCase'], fields: [], orders: [],
};

const neededFor: { readonly [effect: string]: CrmCapability } = {
  'crm.openCase': 'cases', 'crm.updateCase': 'cases', 'crm.closeCase': 'cases', 'crm.upsert': 'upsert', 'crm.logInteraction': 'activities',
};

/** What a journey asks of the CRM that this one does not declare, a sentence each. */
export function missingInCrm(crm: Crm | undefined, journey: string, { crmEffects, crmFactsBy }: Pick<EffectUses, 'crmEffects' | 'crmFactsBy'>): readonly string[] {
  if (crm === undefined) return crmEffects.length > 0 ? [`Journey '${journey}' writes to the CRM: give 'crm'.`] : [];
  const can = (need: CrmCapability | undefined): boolean => need === undefined || crm.capabilities[need] === true;
  return [
    ...crmEffects.filter((effect) => !can(neededFor[effect])).map((effect) => `Journey '${journey}' names '${effect}', for which the CRM '${crm.name}' would have to declare '${neededFor[effect]}'.`),
    ...(can('fields') ? [] : crmFactsBy.map((effect) => `Journey '${journey}' hands facts over by '${effect}', for which the CRM '${crm.name}' would have to declare 'fields'.`)),
  ];
}

/** What is wrong with the adapter itself, whatever the journeys ask. */
export function crmFaults(crm: Crm | undefined): readonly string[] {
  if (crm === undefined) return [];
  const declared = Object.entries(methodsOf).filter(([capability]) => Object.entries(crm.capabilities).some(([name, has]) => name === capability && has === true));
  return [
    ...(crm.contract === 1 ? [] : [`The CRM '${crm.name}' speaks another version of the contract: use one for contract 1.`]),
    ...declared.flatMap(([capability, methods]) => methods.filter((method) => crm[method] === undefined).map((method) => `The CRM '${crm.name}' declares '${capability}', but has no '${method}'.`)),
  ];
}
