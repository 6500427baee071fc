import { calendarWindow } from '../caps/cap-window.js';
import { isCapped, type FrequencyCap } from '../caps/frequency-cap.js';
import { judgeCaps, placesLeft, type CapsAsked } from '../caps/judge-caps.js';
import { judgeQuiet } from '../quiet-hours.js';
import type { ContactAsked, ContactKnown, PlannedSend } from './contact-asked.js';
import type { ContactPolicy } from './contact-policy.js';
import type { ContactCheck } from './plain-checks.js';

interface Questions { readonly policy: ContactPolicy; readonly known: ContactKnown; readonly asked: ContactAsked }

export function checkCaps({ policy, known, asked }: Questions): ContactCheck {
  const verdict = judgeCaps(policy.caps, toCapsAsked(known, asked));
  if (verdict.within) return { check: 'caps' };
  return { check: 'caps', failed: 'cap-reached', by: verdict.cap, until: verdict.until };
}

/** Asked for the moment at which the message could go otherwise. */
export function checkQuietHours({ policy, known, asked }: Questions, at: number): ContactCheck {
  if (policy.quietHours === undefined) return { check: 'quiet-hours' };
  const verdict = judgeQuiet(policy.quietHours, { key: asked.key, purpose: asked.purpose, at, where: known.where });
  if (!verdict.quiet) return { check: 'quiet-hours' };
  return { check: 'quiet-hours', failed: verdict.because, ...(verdict.until !== undefined && { until: verdict.until }) };
}

/** It gives its place up where a more important message is coming that would not find one under the same cap (care-rules 3.15). */
export function checkArbitration({ policy, known, asked }: Questions): ContactCheck {
  const before = (known.planned ?? []).filter(({ priority, dueAt }) => priority > (asked.priority ?? 0) && dueAt > asked.at && dueAt <= asked.at + policy.lookAheadMs);
  for (const cap of before.length === 0 ? [] : policy.caps) {
    const rivals = before.filter((planned) => competes(cap, { planned, known, asked }));
    const last = rivals.toSorted((a, b) => a.dueAt - b.dueAt).at(-1);
    const left = isCapped(cap, asked) ? placesLeft(cap, toCapsAsked(known, asked)) : Infinity;
    if (last !== undefined && left > 0 && left <= rivals.length) return { check: 'arbitration', failed: 'lower-priority', by: last.journey, until: last.dueAt + 1 };
  }
  return { check: 'arbitration' };
}

const toCapsAsked = ({ sends, where, underWay }: ContactKnown, { key, channel, purpose, at }: ContactAsked): CapsAsked =>
  ({ key, channel, purpose, at, where, sends, ...(underWay !== undefined && { underWay }) });

/** Whether a planned message falls into a window of the cap in which this one would still count. */
function competes(cap: FrequencyCap, { planned, known, asked }: { readonly planned: PlannedSend; readonly known: ContactKnown; readonly asked: ContactAsked }): boolean {
  if (!isCapped(cap, planned)) return false;
  const { window } = cap;
  if (window.kind === 'rolling') return planned.dueAt < asked.at + window.ms;
  const zones = window.zone === 'customer' ? known.where.zones : [window.zone];
  return zones.length === 0 || zones.some((zone) => planned.dueAt < calendarWindow(window, zone, asked.at).until);
}
