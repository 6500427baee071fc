import { JourneyError } from '../../errors/index.js';
import type { ChannelNeeds, Effects } from '../../model/effect.js';
import { toCanonical } from '../../model/canonical-value.js';
import type { ActivityMap } from '../../model/activity.js';
import { checkPayload } from '../../model/payload.js';
import { effectKey } from '../../model/effect-key.js';
import { addEffect } from '../add-effect.js';
import type { Applying } from './applying.js';
import { invite } from '../channel/invite.js';
import { noteSurvey } from '../conversation/note-survey.js';
import { noteOutcome } from '../channel/note-outcome.js';
import { steer } from '../channel/steer.js';
import type { CrmEffect } from '../effect-body.js';
import { fieldsOf } from '../crm/crm-fields.js';
import { heldOutReason, isHeldOut } from '../experiment/is-held-out.js';
import { keepProfile, readProfile } from '../keep-profile.js';
import { keepPromise, makePromise, noteAttempt } from './remember-promise.js';
import { decideSend } from '../message/decide-send.js';
import { withNamedSend } from '../message/name-of-message.js';
import { noteSuppressed } from '../message/note-suppressed.js';
import { declarationOf } from '../journey-book.js';
import type { InstanceState } from './instance-state.js';
import { armTimer, scheduleTimer, startTimer } from './instance-timers.js';
import { count, setTimer, type Turn } from '../turn.js';

type Params = Effects<ChannelNeeds>;
/** A named effect of a step, and its place among the acts of that step. */
export interface Action { readonly name: string; readonly params: unknown; readonly index: number }
type Perform<P> = (turn: Turn, applying: Applying, params: P, key: string) => InstanceState;

/** Turns one named effect into rows of this commit, under a key that is the same at every retry. */
export function performAction(turn: Turn, applying: Applying, action: Action): InstanceState {
  const perform = Object.hasOwn(performers, action.name) ? performers[action.name] : undefined;
  if (perform === undefined) throw new JourneyError('DefinitionFault', `there is no effect '${action.name}'`, { effect: action.name });
  const { id, steps } = applying.instance;
  // read once into plain data: what JSON would change must not reach an adapter changed
  const params = toCanonical(action.params ?? {}, turn.world.limits, { path: 'params' });
  return perform(turn, applying, params, effectKey({ tenant: turn.tenant, cause: id, seq: steps, index: action.index }));
}

const performers: { readonly [name: string]: Perform<any> } = {
  send: (turn, applying, params: Params['send'], key) => withNamedSend(isHeldOut(turn, declarationOf(applying.journey)) ? withhold(turn, applying, params, key) : decideSend(turn, applying, params, key), params.as, key),
  activity: startActivity,
  handoff: handOff,
  record: recordMetric,
  schedule: scheduleEvent,
  startJourney,
  'crm.openCase': (turn, applying, params: Params['crm.openCase'], key) => tellCrm(turn, applying, key, {
    kind: 'crm.openCase',
    write: { subject: params.subject, priority: params.priority ?? 'normal', problemAt: applying.instance.startedAt, openedAt: turn.now, ...(params.facts !== undefined && { fields: fieldsOf(applying, params.facts) }) },
  }),
  'crm.updateCase': (turn, applying, { note, priority, followUpInMs }: Params['crm.updateCase'], key) => tellCrm(turn, applying, key, {
    kind: 'crm.updateCase', write: { ...(note !== undefined && { note }), ...(priority !== undefined && { priority }), ...followUp(turn, followUpInMs) },
  }),
  'crm.closeCase': (turn, applying, { resolution, followUpInMs }: Params['crm.closeCase'], key) => tellCrm(turn, applying, key, {
    kind: 'crm.closeCase', write: { resolution, resolved: resolution !== 'unresolved', closedAt: turn.now, ...followUp(turn, followUpInMs) },
  }),
  'crm.upsert': (turn, applying, params: Params['crm.upsert'], key) => tellCrm(turn, applying, key, { kind: 'crm.upsert', write: { fields: fieldsOf(applying, params.facts) } }),
  'crm.logInteraction': (turn, applying, { summary }: Params['crm.logInteraction'], key) => tellCrm(turn, applying, key, {
    kind: 'crm.logActivity', write: { externalId: key, kind: 'note', summary, at: turn.now, instance: applying.instance.id },
  }),
  promise: makePromise,
  keepPromise,
  updateProfile,
  attempt: noteAttempt,
  steer,
  outcome: noteOutcome,
  survey: noteSurvey,
  invite,
};

function withhold(turn: Turn, { instance }: Applying, { channel }: Params['send'], key: string): InstanceState {
  noteSuppressed(turn, { channel, reason: heldOutReason, key, instance: instance.id, journey: instance.journey });
  return instance;
}

type About = 'instance' | 'identities';
type Told = { readonly [K in CrmEffect['kind']]: Omit<Extract<CrmEffect, { kind: K }>, About> }[Exclude<CrmEffect['kind'], 'crm.find' | 'crm.merge'>];

/** The CRM hears in the order of decisions, about the customer as known now. */
function tellCrm(turn: Turn, { instance }: Applying, key: string, told: Told): InstanceState {
  return addEffect(turn, instance, { key, queue: 'crm', body: { ...told, instance: instance.id, identities: turn.state.identities } });
}

function startActivity(turn: Turn, { instance, journey }: Applying, params: { readonly invokeId: string; readonly activity: string; readonly input: unknown }, key: string): InstanceState {
  const { invokeId, activity } = params;
  const contract: ActivityMap[string] | undefined = declarationOf(journey).activities?.[activity];
  const input = contract === undefined ? params.input : checkPayload<unknown>(contract.input, params.input, { limits: turn.world.limits, path: `${activity}.input` });
  addEffect(turn, instance, { key, body: { kind: 'activity', instance: instance.id, invokeId, activity, input } });
  return { ...instance, invoked: { ...instance.invoked, [params.invokeId]: key } };
}

function handOff(turn: Turn, { instance }: Applying, params: Params['handoff'], key: string): InstanceState {
  const { queue, reason } = params;
  turn.notices.push({ type: 'handoff.decided', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: instance.id, journey: instance.journey, key, queue, reason } });
  return addEffect(turn, instance, { key, queue: 'handoff', body: { kind: 'handoff', instance: instance.id, queue, reason, skills: params.skills ?? [], priority: params.priority ?? 0 } });
}

function recordMetric(turn: Turn, { instance }: Applying, { metric, value = 1 }: Params['record']): InstanceState {
  count(turn, `metric.${metric}`, value);
  turn.notices.push({ type: 'metric.recorded', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: instance.id, journey: instance.journey, metric, value } });
  return instance;
}

/** What the customer told a journey of where they live, and how they are called and spoken to. */
function updateProfile(turn: Turn, { instance }: Applying, params: Params['updateProfile']): InstanceState {
  keepProfile(turn, readProfile(turn.world, params, 'params'));
  return instance;
}

function scheduleEvent(turn: Turn, { instance }: Applying, params: Params['schedule']): InstanceState {
  const due = turn.now + checkedDelay(turn, params.inMs);
  return armTimer(turn, instance, { id: scheduleTimer(instance, params.name), due, event: { type: params.event, data: params.data ?? {} } });
}

function startJourney(turn: Turn, { instance }: Applying, params: Params['startJourney'], key: string): InstanceState {
  const data = params.data ?? {};
  if (params.inMs === undefined || params.inMs === 0) turn.agenda.push({ do: 'start', journey: params.journey, data });
  else {
    const timer = `${startTimer}${key}`;
    const due = turn.now + checkedDelay(turn, params.inMs);
    turn.state = { ...turn.state, starting: [...turn.state.starting, { timer, due, journey: params.journey, data }] };
    setTimer(turn, timer, due);
  }
  return instance;
}

const followUp = (turn: Turn, inMs: number | undefined): { readonly followUpAt?: number } => (inMs === undefined ? {} : { followUpAt: turn.now + checkedDelay(turn, inMs) });

function checkedDelay(turn: Turn, ms: number): number {
  const limit = turn.world.limits.delayMs;
  if (!Number.isFinite(ms) || ms < 0 || ms > limit) throw new JourneyError('InvalidDelay', `a delay must be between 0 and ${limit} ms`, { limit });
  return ms;
}
