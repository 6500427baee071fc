import { isRetryable, JourneyError } from '../../errors/index.js';
import type { OrchestratorEvents, Tell } from '../orchestrator-events.js';

/** Tells that something was refused for good; what may be taken later is no refusal. The code and the door are all: whoever sent it has chosen the rest. */
export function tellRefused(tell: Tell, at: Omit<OrchestratorEvents['input.refused'], 'code'>, error: unknown): void {
  if (JourneyError.is(error) && !isRetryable(error)) tell('input.refused', { ...at, code: error.code });
}
