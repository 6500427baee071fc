import type { CrmAnswer, CrmKnowledge } from '../crm/crm-record.js';
import type { BriefedCrm } from './briefing.js';

/** What the CRM said last, with its age; where it gave no answer now, what it said before that. */
export function crmInBriefing({ crm, now }: { readonly crm?: CrmKnowledge; readonly now: number }): BriefedCrm {
  if (crm === undefined) return { status: 'none configured' };
  if (crm.status === 'not asked') return { status: crm.status };
  const told = { status: crm.status, askedAt: crm.at, ageMs: now - crm.at };
  if (crm.status !== 'unavailable') return { ...told, ...saidBy(crm) };
  return { ...told, ...(crm.last !== undefined && { ...saidBy(crm.last), recordAgeMs: now - crm.last.at }) };
}

function saidBy(answer: CrmAnswer): Pick<BriefedCrm, 'record' | 'ids'> {
  switch (answer.status) {
    case 'known': return { record: answer.record };
    case 'ambiguous': return { ids: answer.ids };
    case 'unknown there': return {};
    default: return answer satisfies never;
  }
}
