import { createHash } from 'node:crypto';
import { Remembered } from './remembered.js';
import type { Session } from './session.js';

/** One act of a customer, as far as it can be told from a redelivery. */
export interface Act {
  readonly id: string;
  session: Session;
  at: number;
  /** what the SMSC was told of it, and when; absent while it is still being taken */
  answered?: { readonly ok: boolean; readonly at: number } | undefined;
}

/** Tells a message that comes again from one that a customer wrote again. */
export interface InboundIds {
  /** `named`: the SMSC's own id, which settles it. */
  actOf(said: { readonly content: string; readonly named?: string | undefined }, session: Session): Act;
}

/** an SMSC that waits longer than this for our answer may send the same again on the same session */
const resentMs = 5_000;
/** an answer written so shortly before the line was lost may not have arrived */
const doubtMs = 5_000;
const maxContents = 10_000;

/**
 * SMPP gives an incoming message no id, and a redelivery has another sequence number. So: the same content is the same act where the SMSC
 * cannot know that we took it: we said no, we have not answered, or the line was lost before or just after we did. Everything else is a new
 * act and counts again. After a restart nothing of this is known; the id is made of the content, a window of time and a count in it, so a
 * redelivery in the same window gets the id it had.
 */
export function createInboundIds({ restartWindowMs }: { readonly restartWindowMs: number }): InboundIds {
  const acts = new Remembered<string, readonly Act[]>({ max: maxContents, ms: restartWindowMs + resentMs });
  return {
    actOf({ content, named }, session) {
      const digest = createHash('sha256').update(content).digest('base64url');
      const now = performance.now();
      if (named !== undefined) return { id: `${digest}.${createHash('sha256').update(named).digest('base64url')}`, session, at: now };
      const known = acts.get(digest) ?? [];
      const again = known.find((act) => isInDoubt(act, session, now));
      if (again !== undefined) {
        Object.assign(again, { session, at: now, answered: undefined });
        return again;
      }
      const window = Math.floor(Date.now() / restartWindowMs).toString(36);
      const count = known.filter(({ id }) => id.startsWith(`${digest}.${window}.`)).length;
      const act: Act = { id: `${digest}.${window}.${count}`, session, at: now };
      acts.set(digest, [...known, act].slice(-maxActs));
      return act;
    },
  };
}

/** enough that a count is never given twice in a window at the pace of a person */
const maxActs = 1_000;

function isInDoubt({ session: before, at, answered }: Act, session: Session, now: number): boolean {
  if (answered === undefined) return before !== session || now - at > resentMs;
  if (!answered.ok) return true;
  return before !== session && before.endedAt !== undefined && before.endedAt - answered.at < doubtMs;
}
