import { describe, it } from 'vitest';
import { channelCases, describeCases } from '../../../src/testing/index.js';
import { smppHarness } from './smpp-harness.js';

describeCases('the SMS channel', await channelCases(smppHarness), { describe, it });
