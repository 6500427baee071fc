export { createKeywordIntent, type IntentWords, type KeywordIntentConfig } from './create-keyword-intent.js';
export { createTrainedIntent, type TrainedIntentConfig } from './create-trained-intent.js';
export { classifyWith, type Classify, type ClassifyWithConfig } from './classify-with.js';
export type { HintsConfig, LanguageDetector } from './hints.js';
export type { Example } from './learn-words.js';
