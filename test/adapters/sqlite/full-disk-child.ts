import { writeSync } from 'node:fs';
import { createOrchestrator, JourneyError } from '../../../src/index.js';
import { createSqliteStore } from '../../../adapters/sqlite/index.js';
import { tally, texts } from '../../orchestrator/door/journeys.js';
import { createRecordingChannel } from '../../orchestrator/recording-channel.js';

const [, , file = '', from = '0', most = '0'] = process.argv;
const orchestrator = createOrchestrator({ journeys: [tally], store: createSqliteStore({ file }), channels: { chat: createRecordingChannel() }, texts });
const who = ['user:ann'];

// each line is an answer: the number of an event that was acknowledged, or the code that one was refused with
const answer = (what: number | string): void => { writeSync(1, `${what}\n`); };
await orchestrator.accept({ id: 'begin', source: 'child', type: 'visit.began', data: {}, who });
for (let n = Number(from); n < Number(from) + Number(most); n += 1) {
  try {
    await orchestrator.accept({ id: String(n), source: 'child', type: 'item.added', data: { n }, who });
    answer(n);
  } catch (error) {
    answer(JourneyError.is(error) ? error.code : String(error));
    break;
  }
}
// a person who asks is still answered
answer(`known ${(await orchestrator.briefing('user:ann')).journeys[0]?.facts.length ?? 0}`);
process.exit();
