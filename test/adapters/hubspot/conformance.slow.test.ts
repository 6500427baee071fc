import { describe, it } from 'vitest';
import { crmCases, describeCases } from '../../../src/testing/index.js';
import { hubSpotHarness } from './hubspot-harness.js';

describeCases('hubspot', await crmCases(hubSpotHarness), { describe, it });
