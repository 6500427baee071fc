import type { BrokenChannel } from './break-channel.js';
import { brokenDeclarations, brokenLives } from './broken-declarations.js';
import { brokenFailures } from './broken-failures.js';
import { brokenHearing } from './broken-hearing.js';
import { brokenRequests } from './broken-requests.js';
import { brokenSending } from './broken-sending.js';

/** One channel per way to break the contract. */
export const brokenChannels: readonly BrokenChannel[] = [...brokenDeclarations, ...brokenLives, ...brokenSending, ...brokenFailures, ...brokenHearing, ...brokenRequests];
