import { describe, it } from 'vitest';
import { channelCases, describeCases } from '../../../src/testing/index.js';
import { smtpHarness } from './smtp-harness.js';

describeCases('the e-mail channel', await channelCases(smtpHarness), { describe, it });
