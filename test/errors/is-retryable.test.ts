import { describe, expect, it } from 'vitest';
import { isRetryable, JourneyError, retryAfterMs } from '../../src/errors/index.js';

describe('what could not be taken', () => {
  it.each(['Busy', 'StoreUnavailable', 'LeaseLost', 'Closed', 'Timeout', 'ChannelFailed', 'StorageContractViolation'] as const)('because of %s is offered again', (code) => {
    expect(isRetryable(new JourneyError(code, 'Not now.'))).toBe(true);
  });

  it.each(['InvalidPayload', 'EventIdConflict', 'ForbiddenKey', 'Erased', 'UnknownCustomer'] as const)('because of %s is not, since the same words fail again', (code) => {
    expect(isRetryable(new JourneyError(code, 'No.'))).toBe(false);
  });

  it.each([new Error('?'), undefined, 'text', { code: 'InvalidPayload' }])('for a reason the library does not know is offered again (%s)', (error) => {
    expect(isRetryable(error)).toBe(true);
  });

  it.each([[{ retryAfterMs: 250 }, 250], [{}, 7], [{ retryAfterMs: Number.NaN }, 7], [{ retryAfterMs: -1 }, 7], [{ retryAfterMs: '250' }, 7]])('is offered again after the time that %j names', (facts, ms) => {
    expect(retryAfterMs(new JourneyError('Busy', 'Not now.', facts), 7)).toBe(ms);
  });
});
