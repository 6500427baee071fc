import type { IntentWiring } from './intent-options.js';

/** What is wrong with how intents are to be read, a sentence each. */
export function intentFaults(wiring: IntentWiring | undefined): readonly string[] {
  const classifier = wiring?.classifier;
  if (wiring === undefined || classifier === undefined) return [];
  const strangers = classifier.intents.filter((intent) => !wiring.table.intents.includes(intent));
  return [
    ...(classifier.contract === 1 ? [] : [`The classifier '${classifier.name}' speaks another version of the contract: use one for contract 1.`]),
    ...(strangers.length === 0 ? [] : [`The classifier '${classifier.name}' may name intents that 'intent.table' does not have: ${strangers.map((intent) => `'${intent}'`).join(', ')}.`]),
  ];
}
