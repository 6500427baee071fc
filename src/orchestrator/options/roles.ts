import { JourneyError } from '../../errors/index.js';
import { dataClassSchema, type DataClass } from '../../model/data-class.js';

/** Which data classes each of the host's roles sees in a briefing, by the role's name. */
export interface Roles { readonly [role: string]: { readonly sees: readonly DataClass[] } }

/** What a role sees; everything where none is named, InvalidInput where the host has not declared it, or names one and does not know which. */
export function seenBy(roles: Roles, asked: { readonly role?: string }): readonly DataClass[] | undefined {
  if (!('role' in asked)) return undefined;
  const { role = '' } = asked;
  const found = Object.hasOwn(roles, role) ? roles[role] : undefined;
  if (found === undefined) throw new JourneyError('InvalidInput', "There is no such role; declare it in 'roles', or name none to see all.", { path: 'role' });
  return found.sees;
}

/** What is wrong with the roles a host declares, a sentence each. */
export function roleFaults(roles: Roles, handoffRole: string | undefined): readonly string[] {
  const unknown = Object.entries(roles).filter(([, { sees }]) => !Array.isArray(sees) || !sees.every((one) => dataClassSchema.safeParse(one).success));
  return [
    ...unknown.map(([role]) => `Role '${role}' sees a list of data classes: ${dataClassSchema.options.join(', ')}.`),
    ...(handoffRole === undefined || Object.hasOwn(roles, handoffRole) ? [] : [`'handoffRole' names '${handoffRole}': declare it in 'roles'.`]),
  ];
}
