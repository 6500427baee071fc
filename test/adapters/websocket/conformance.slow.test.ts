import { describe, it } from 'vitest';
import { channelCases, describeCases } from '../../../src/testing/index.js';
import { webSocketHarness } from './websocket-harness.js';

describeCases('the chat channel', await channelCases(webSocketHarness), { describe, it });
