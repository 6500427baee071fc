import { describe, it } from 'vitest';
import { crmCases, describeCases } from '../../../src/testing/index.js';
import { salesforceHarness } from './salesforce-harness.js';

describeCases('salesforce', await crmCases(salesforceHarness), { describe, it });
