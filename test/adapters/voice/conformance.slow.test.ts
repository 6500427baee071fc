import { describe, it } from 'vitest';
import { channelCases, describeCases } from '../../../src/testing/index.js';
import { voiceHarness } from './voice-harness.js';

describeCases('the voice channel', await channelCases(voiceHarness), { describe, it });
