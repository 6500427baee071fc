import { JourneyError } from '../errors/index.js';
import type { WorkItem } from '../model/work-item.js';
import type { CalendarOptions } from '../policy/time/business-calendar.js';
import { measureSla } from '../routing/sla/measure-sla.js';
import { readSlaPolicies, slaPolicyOf, type SlaPolicy, type SlaPolicyOptions } from '../routing/sla/sla-policy.js';
import { startTimeline } from '../routing/sla/sla-timeline.js';
import { businessHoursOf } from './business-hours-of.js';
import { asWritten } from './check-desk-options.js';
import type { DeskTold } from './desk-told.js';

/** What is promised to those who are handed over, as a host writes it down; of the targets a desk looks at `first-reply`. */
export interface DeskPromiseOptions {
  /** the first that fits a contact counts */
  readonly policies: readonly SlaPolicyOptions[];
  /** business hours by the names that the policies use */
  readonly hours?: { readonly [name: string]: CalendarOptions };
}

/** The promises of a desk. */
export interface DeskPromises {
  /** the same contact with when its promise is at risk and when it is due */
  promisedTo(item: WorkItem): WorkItem;
  /** whether a contact was promised an answer in hours that will not come within ten years: nothing will ever be late, so somebody must know */
  isNeverDue(item: WorkItem): boolean;
  /** the promises that have come to be at risk or were broken since it was asked last, of contacts that nobody has answered yet */
  warnings(items: readonly WorkItem[], at: number): readonly DeskTold[];
}

/** Checks promises once. InvalidOptions, InvalidTimeZone. */
export function createDeskPromises({ policies, hours = {} }: DeskPromiseOptions): DeskPromises {
  const known = readSlaPolicies(policies, 'promises.policies');
  checkHours(known, hours);
  const calendars = Object.fromEntries(Object.entries(hours).map(([name, options]) => [name, asWritten(`promises.hours.${name}`, () => businessHoursOf(options))]));
  let told = new Map<string, Stage>();
  const readingOf = (item: WorkItem) => {
    const policy = slaPolicyOf(known, item);
    return policy && measureSla({ policy, metric: 'first-reply', hours: calendars, at: item.since }, startTimeline(item.since));
  };
  return {
    promisedTo: (item) => {
      const { riskAt, dueAt } = readingOf(item) ?? {};
      return riskAt === undefined || dueAt === undefined ? item : { ...item, promised: { riskAt, dueAt } };
    },
    isNeverDue: (item) => {
      const reading = readingOf(item);
      return reading !== undefined && reading.dueAt === undefined;
    },
    warnings: (items, at) => {
      const stages = new Map(items.flatMap((item) => { const stage = stageOf(item, at); return stage === undefined ? [] : [[item.id, stage] as const]; }));
      const before = told;
      told = stages;
      return items.flatMap((item) => { const stage = stages.get(item.id); return stage === undefined || stage === before.get(item.id) ? [] : [{ item, told: { type: stage } }]; });
    },
  };
}

/** A promise in hours that nobody knows would never be late. */
function checkHours(policies: readonly SlaPolicy[], hours: object): void {
  for (const [index, { targets }] of policies.entries()) {
    for (const [metric, target] of Object.entries(targets)) {
      const path = `promises.policies.${index}.targets.${metric}.hours`;
      if (target?.hours !== undefined && !Object.hasOwn(hours, target.hours)) throw new JourneyError('InvalidOptions', `${path}: the desk has no such hours; give them as promises.hours.`, { path });
    }
  }
}

type Stage = 'promise-at-risk' | 'promise-broken';

/** Who was answered once stays answered, also while they wait for a call that was promised then. */
function stageOf({ promised, answered, life }: WorkItem, at: number): Stage | undefined {
  const isUnanswered = answered === undefined && (['waiting', 'offered', 'scheduled'].includes(life.status) || (life.status === 'elsewhere' && life.agent === undefined));
  if (promised === undefined || at < promised.riskAt || !isUnanswered) return undefined;
  return at > promised.dueAt ? 'promise-broken' : 'promise-at-risk';
}
