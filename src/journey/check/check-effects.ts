import type { AnyStateMachine } from 'xstate';
import type { AnyDeclaration } from '../../model/declaration.js';
import { JourneyError } from '../../errors/index.js';
import { toCanonical } from '../../model/canonical-value.js';
import { defaultLimits } from '../../model/limits.js';
import { actionPlaces, allStates, namedAction } from '../walk-machine.js';
import { effectParams } from './effect-params.js';
import { refuse, type Finding } from './finding.js';

/** An effect's params are data that can be stored, in the shape it asks for, and name only what the journey declares. */
export function checkEffects(machine: AnyStateMachine, declaration: AnyDeclaration): readonly Finding[] {
  return allStates(machine).flatMap((state) => actionPlaces(state).flatMap(({ action }) => {
    const named = namedAction(action);
    if (named === undefined || effectParams[named.name] === undefined) return [];
    return checkParams(named.name, named.params, declaration).map((sentence) => refuse(state, sentence));
  }));
}

function checkParams(name: string, params: unknown, declaration: AnyDeclaration): readonly string[] {
  if (typeof params === 'function') return name === 'send' || name === 'remember' ? [`gives '${name}' params as a function; they are data, so that they can be read and drawn`] : [];
  if (!isStorable(params)) return [`gives '${name}' params that cannot be stored as they are; use plain objects, lists, texts, finite numbers and booleans`];
  const read = effectParams[name]?.safeParse(params);
  if (read !== undefined && !read.success) return read.error.issues.map((issue) => `gives '${name}' wrong params${issue.path.length === 0 ? '' : ` at '${issue.path.join('.')}'`}: ${issue.message}`);
  return isRecord(params) ? checkNames(name, params, declaration) : [];
}

function isStorable(params: unknown): boolean {
  try {
    toCanonical(params, defaultLimits);
    return true;
  } catch (error) {
    if (JourneyError.is(error)) return false;
    throw error;
  }
}

function checkNames(name: string, params: Params, declaration: AnyDeclaration): readonly string[] {
  switch (name) {
    case 'send': return checkSend(params, declaration.channels);
    case 'schedule': return Object.hasOwn(declaration.events, String(params['event'])) ? [] : [`schedules '${String(params['event'])}', which is not an event of this journey`];
    case 'steer': return Object.hasOwn(declaration.events, 'channel.chosen') ? [] : ["steers, and does not declare the event 'channel.chosen' by which it hears the answer"];
    case 'remember': return strangers(params, declaration).map((fact) => `remembers '${fact}', which is not a fact of this journey`);
    case 'crm.openCase': case 'crm.upsert': return strangers(params, declaration).map((fact) => `tells the CRM '${fact}', which is not a fact of this journey`);
    default: return [];
  }
}

const strangers = (params: Params, { facts }: AnyDeclaration): readonly string[] => namesIn(params['facts']).filter((fact) => !Object.hasOwn(facts, fact));

function checkSend(params: Params, channels: AnyDeclaration['channels']): readonly string[] {
  const channel = String(params['channel']);
  const wrote = (params['text'] === undefined) !== (params['template'] === undefined) ? [] : ["sends without a 'text' or a 'template', or with both; say one"];
  if (channel === 'best') return [...(params['template'] === undefined ? ["sends on the best channel without a 'template'; a text fits one channel only"] : []), ...[...namesIn(params['among']), ...namesIn(params['not'])].filter((name) => !Object.hasOwn(channels, name)).map(notAChannel)];
  const needs: unknown = Object.hasOwn(channels, channel) ? channels[channel] : undefined;
  if (!Array.isArray(needs)) return [notAChannel(channel)];
  const carried = [['buttons', 'buttons'], ['mediaUrl', 'media']] as const;
  return [...wrote, ...carried.filter(([field, need]) => params[field] !== undefined && !needs.includes(need)).map(([field, need]) => `sends '${field}' by '${channel}', which is declared without '${need}'`)];
}

const notAChannel = (name: string): string => `sends by '${name}', which is not a channel of this journey`;
const namesIn = (list: unknown): readonly string[] => (Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []);

type Params = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Params => typeof value === 'object' && value !== null && !Array.isArray(value);
