import { describe, it } from 'node:test';
import { describeCases, storeCases } from '../../src/testing/index.js';
import { memoryHarness } from './memory-harness.js';

describeCases('the memory store under node:test', storeCases(memoryHarness()), { describe, it });
