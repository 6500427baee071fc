import { describe, it } from 'node:test';
import { channelCases, describeCases } from 'throughline/testing';
import { telegramHarness } from './telegram-harness.js';

describeCases('telegram', await channelCases(telegramHarness), { describe, it });
