export type { AgentNews, Agents, AgentsIo, KnownAgent } from './agents.js';
export type { Queue } from './queue.js';
export type { Agent, AgentOptions, AgentSkill } from '../model/agent.js';
export type { AgentAtWork, Holding, Presence } from '../model/agent-at-work.js';
export type { WorkItem } from '../model/work-item.js';
export type { Assist, AssistContact, AssistDeliver, AssistHanded, AssistHeard, AssistIo, AssistReceived, AssistUnreadable, AssistWork } from './assist.js';
export { readAssistSaid, type AssistSaid } from '../model/assist-said.js';
export type { Channel, ChannelLimits, Deliver, Inbound, Outbound, Received, SendResult } from './channel.js';
export type { Intent, IntentAsked, IntentIo } from './intent.js';
export { readIntentAnswer, type AnswerRead, type IntentAnswer, type IntentGuess } from '../model/intent-answer.js';
export type { Happened, IntentFaultReason } from '../model/intent-reading.js';
export type { Knowledge, KnowledgeArticle, KnowledgeAsked, KnowledgeFound, KnowledgeIo } from './knowledge.js';
export type { Verifier } from './verifier.js';
export { checkBatch } from './check-batch.js';
export type { Clock } from './clock.js';
export { readForm, type FormFields } from '../model/read-form.js';
export { readJson, type ReadJsonOptions } from '../model/read-json.js';
export { readParts, type AccountTenants, type PartSaid, type RequestFormat, type SignedRequest } from './read-parts.js';
export type {
  Crm, CrmActivity, CrmCapability, CrmCase, CrmCaseWrite, CrmCloseCase, CrmCustomer, CrmFields, CrmFound, CrmIo, CrmMerge, CrmOpenCase, CrmOrder,
  CrmPriority, CrmRecord, CrmUpdateCase, CrmUpsert, CrmWrite,
} from './crm.js';
export type {
  Balance, Change, Claimed, DueEffect, DueTimer, ErasureReceipt, IdentityKey, LaneEntry, LaneKey, LaneRow, Listed, ListKind, ListQuery,
  LogEntry, LogKind, NewEffect, NewEntry, NewParked, Outcome, Settlement, Store, StoreHints, StoreInfo, StoreOpened, StoreOwner,
} from './store.js';
export type { Capability } from '../model/capability.js';
export { isRetryable, retryAfterMs } from '../errors/index.js';
