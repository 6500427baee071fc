import { readIntentAnswer } from '../../model/intent-answer.js';
import { readIntentOptions, type IntentOptions } from './intent-options.js';
import type { IntentTable } from './intent-table.js';
import { noteHappened } from './note-happened.js';
import { weighIntents } from './weigh-intents.js';

/** Says why customers come and what makes which intent likely (care-rules 2.5), for the option `intent` of the orchestrator. InvalidOptions. */
export function defineIntents(options: IntentOptions): IntentTable {
  const rules = readIntentOptions(options);
  const intents = [...rules.shares.keys()];
  const heard = new Set(rules.rules.map(({ after }) => after));
  return {
    intents,
    hears: (type) => heard.has(type),
    note: (happened, event, now) => noteHappened(rules.rules, happened, event, now),
    readAnswer: (answer) => readIntentAnswer(intents, answer),
    weigh: (known) => weighIntents(rules, known),
  };
}
