import type { ChannelUse } from '../orchestrator/reading/read-channel-use.js';
import type { StageKnown } from '../routing/judge-stage.js';

/** Puts what was read of a channel, and how many of its customers complained as the host knows it, in the words of `judgeStage`. */
export function stageKnownOf(use: ChannelUse, { complaints }: { readonly complaints: number }): StageKnown {
  const { customers, told, coming, elsewhere, conversations, runs, stranded, intents } = use;
  return {
    // where nobody comes any more there is nobody left to go
    moved: coming === 0 ? 1 : elsewhere / coming,
    complaints: customers === 0 ? 0 : complaints / customers,
    told: customers === 0 ? 1 : told / customers,
    intents, stranded: Object.keys(stranded), underWay: conversations + runs,
  };
}
