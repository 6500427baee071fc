import { fromPromise, StateMachine, type AnyStateMachine } from 'xstate';
import type { AnyDeclaration } from '../model/declaration.js';
import { JourneyError } from '../errors/index.js';
import { defaultLimits } from '../model/limits.js';
import { packageVersion, versionMark } from '../model/package-version.js';
import { builtInEffects, effectNames } from './built-in-effects.js';
import { checkJourney } from './check/check-journey.js';
import { checkParts } from './check/check-parts.js';
import { checkWritten } from './check/check-written.js';
import { inWords, refuse, type Finding } from './check/finding.js';
import type { AnyJourney } from './journey.js';
import { freezeFacts } from './step/freeze-facts.js';

/** An author's own guards, delays and actions, as XState takes them. */
export interface OwnWords { readonly actions?: object; readonly guards?: object; readonly delays?: object }

/** Makes a journey of a configuration; throws one JourneyError `InvalidDefinition` with all that is wrong. */
export function buildJourney(declaration: AnyDeclaration, own: OwnWords, config: object): AnyJourney {
  refuseAll(declaration, checkParts(declaration));
  refuseAll(declaration, Object.entries({ setup: own, machine: config }).filter(([, part]) => !isObject(part)).map(([name]) => refuse(`the ${name}`, 'is not an object')));
  const taken = Object.keys(own.actions ?? {}).filter((name) => effectNames.includes(name));
  const named = 'id' in config && config.id !== undefined ? config : { ...config, id: declaration.id };
  refuseAll(declaration, [...checkWritten(named, String(named.id)), ...taken.map((name) => refuse(`action '${name}'`, 'has the name of an effect; give it another'))]);
  const words = { actors: inertActivities(declaration), actions: { ...own.actions, ...builtInEffects }, guards: own.guards ?? {}, delays: own.delays ?? {} };
  return asJourney(declaration, attempt(declaration, () => machineOf(named, words)));
}

/** Makes a journey of a machine that exists already; its effects and activities are replaced by the library's. */
export function adoptMachine(declaration: AnyDeclaration, machine: AnyStateMachine): AnyJourney {
  refuseAll(declaration, checkParts(declaration));
  if (!isObject(machine) || !isObject(machine.config) || typeof machine.provide !== 'function') throw invalid(declaration, [refuse('the machine', "is not one of XState's")]);
  refuseAll(declaration, checkWritten(machine.config, machine.id));
  return asJourney(declaration, attempt(declaration, () => provide(machine, { actors: inertActivities(declaration), actions: builtInEffects })));
}

function asJourney(declaration: AnyDeclaration, machine: AnyStateMachine): AnyJourney {
  const findings = checkJourney(machine, declaration);
  refuseAll(declaration, findings);
  // every customer begins with this very object
  freezeFacts(machine.config.context);
  machine.options.maxIterations = Math.min(machine.options.maxIterations ?? Infinity, defaultLimits.microsteps);
  const warnings = findings.filter(({ severity }) => severity === 'warn').map(inWords);
  return Object.assign(machine, { journey: Object.freeze({ id: declaration.id, declaration, warnings }), [versionMark]: packageVersion });
}

// the author's types were checked where they were written; XState takes here what it could not describe
const machineOf = (config: object, words: object): AnyStateMachine => new StateMachine(config as never, words as never);
const provide = (machine: AnyStateMachine, words: object): AnyStateMachine => machine.provide(words as never);

/** an activity's work is the host's; in the machine it is a promise that nobody keeps */
const inertActivities = ({ activities = {} }: AnyDeclaration): object => Object.fromEntries(Object.keys(activities).map((name) => [name, fromPromise(() => new Promise<never>(() => {}))]));

function attempt(declaration: AnyDeclaration, build: () => AnyStateMachine): AnyStateMachine {
  try {
    return build();
  } catch (error) {
    throw invalid(declaration, [refuse('the machine', `cannot be built by XState: ${error instanceof Error ? error.message.replaceAll(/\s+/g, ' ').slice(0, 300) : 'it failed'}`)], error);
  }
}

/** a declaration, a setup and a machine may be written without the compiler */
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function refuseAll(declaration: AnyDeclaration, findings: readonly Finding[]): void {
  const refusals = findings.filter(({ severity }) => severity === 'refuse');
  if (refusals.length > 0) throw invalid(declaration, refusals);
}

/** how many refusals a message spells out; the error's facts have them all */
const spelledOut = 20;

function invalid(declaration: AnyDeclaration, refusals: readonly Finding[], cause?: unknown): JourneyError {
  const id = isObject(declaration) && typeof declaration.id === 'string' ? declaration.id.slice(0, 100) : '';
  const list = refusals.slice(0, spelledOut).map((finding) => `\n- ${inWords(finding)}`).join('');
  const more = refusals.length > spelledOut ? `\n- and ${refusals.length - spelledOut} more` : '';
  const facts = { journey: id, paths: refusals.map(({ path }) => path), refusals: refusals.map(inWords) };
  return new JourneyError('InvalidDefinition', `Journey '${id}' cannot run as it is written:${list}${more}\n`, facts, cause);
}
