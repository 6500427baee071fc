import { describe, it } from 'vitest';
import { describeCases, storeCases } from '../../../src/testing/index.js';
import { sqliteHarness } from './sqlite-harness.js';

describeCases('the sqlite store keeps the storage contract', storeCases(sqliteHarness()), { describe, it });
