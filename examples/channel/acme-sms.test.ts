import { describe, it } from 'node:test'; // or vitest, or jest
import { channelCases, describeCases } from 'throughline/testing';
import { acmeSmsHarness } from './acme-sms-harness.js';

describeCases('acme-sms', await channelCases(acmeSmsHarness), { describe, it });
