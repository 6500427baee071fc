export { handoffEvents } from './handoff-events.js';
export { handoffOwners, handoffStates, type HandoffOptions } from './handoff-states.js';
export { defineHandover, shouldHandOver, type BotSigns, type HandoverReason, type HandoverRules, type HandoverRulesOptions } from './should-hand-over.js';
export { readHandoffPacket, type HandoffPacket, type PacketFact } from './handoff-packet.js';
export { packetOf, type HandoffAdded, type HandoffAsked } from './packet-of.js';
export { redactPacket } from './redact-packet.js';
