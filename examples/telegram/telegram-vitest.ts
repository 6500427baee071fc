import { describe, it } from 'vitest';
import { channelCases, describeCases } from 'throughline/testing';
import { telegramHarness } from './telegram-harness.js';

describeCases('telegram', await channelCases(telegramHarness), { describe, it });
