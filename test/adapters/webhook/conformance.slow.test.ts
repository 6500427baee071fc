import { describe, it } from 'vitest';
import { channelCases, describeCases } from '../../../src/testing/index.js';
import { webhookHarness } from './webhook-harness.js';

describeCases('the webhook channel', await channelCases(webhookHarness), { describe, it });
