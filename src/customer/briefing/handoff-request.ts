import type { Briefing } from './briefing.js';

/** What the host puts before a person: a bot asks for help, with everything said so far. */
export interface HandoffRequest {
  /** the same at every retry */
  readonly key: string;
  readonly tenant: string;
  readonly customer: string;
  readonly instance: string;
  readonly queue: string;
  readonly reason: string;
  readonly skills: readonly string[];
  /** higher is more urgent; 0 where the journey does not say */
  readonly priority: number;
  /** as of this call, so a later try may know more, and for `handoffRole`; all else is the same at every try */
  readonly briefing: Briefing;
}
