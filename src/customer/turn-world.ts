import type { Capability } from '../model/capability.js';
import type { Experiment } from '../experiment/experiment.js';
import type { BusinessCalendar } from '../policy/time/business-calendar.js';
import type { Limits } from '../model/limits.js';
import type { ContactRules } from '../policy/contact/contact-rules.js';
import type { Crm } from '../ports/crm.js';
import type { ChannelChoice } from '../routing/channel-choice.js';
import type { IntentTable } from '../routing/intent/intent-table.js';
import type { DefinitionStatuses } from './definition-status.js';
import type { JourneyBook } from './journey-book.js';
import type { RenderText } from './message/render-text.js';

/** What a decision may look at besides the customer: fixed for the life of an orchestrator, but for the definitions' status. */
export interface TurnWorld {
  readonly book: JourneyBook;
  readonly statusOf: DefinitionStatuses;
  readonly channels: { readonly [name: string]: ChannelProfile };
  readonly render: RenderText;
  readonly limits: Limits;
  /** how long a conversation goes on after its last contact, milliseconds; 0: it keeps to one channel */
  readonly threadWindowMs: number;
  /** what customers are divided by */
  readonly experiments?: readonly Experiment[];
  /** the host's business hours, by name */
  readonly calendars?: { readonly [name: string]: BusinessCalendar };
  /** how long the committer has to perform an effect before it is handed out again, milliseconds */
  readonly leaseMs: number;
  /** the same for the longest activity */
  readonly effectLeaseMs: number;
  /** what the channels are like; absent where the host chooses none */
  readonly choice?: ChannelChoice;
  /** why customers come, as the host says; absent where nobody reads intents */
  readonly intents?: IntentTable;
  /** who may be written to, when and how often; absent where the host has no rules of its own */
  readonly contact?: ContactRules;
  /** what the host's CRM can do, and how long a customer is quiet before a talk with them has come to rest; absent where there is no CRM */
  readonly crm?: { readonly capabilities: Crm['capabilities']; readonly idleMs: number };
}

/** What a decision needs to know of a channel: how to address it and what it carries. */
export interface ChannelProfile {
  readonly identityNamespace: string;
  readonly capabilities: { readonly [K in Capability]?: true };
  readonly maxTextLength?: number;
}
