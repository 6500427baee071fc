import { describe, it } from 'vitest';
import { describeCases, intentCases } from 'throughline/testing';
import { classifyWith, createKeywordIntent, createTrainedIntent } from 'throughline/adapters/intent';
import { elsewhere, examples, lessons, words } from './care-desk.js';

const keywords = () => createKeywordIntent({ intents: words });

describeCases('keywords', intentCases({ create: keywords, examples, elsewhere }), { describe, it });
describeCases('naive Bayes', intentCases({ create: () => createTrainedIntent({ examples: lessons }), examples, elsewhere }), { describe, it });
describeCases('a function that passes the question on', intentCases({ create: () => classifyWith((asked, io) => keywords().classify(asked, io), { intents: keywords().intents }), examples, elsewhere }), { describe, it });
