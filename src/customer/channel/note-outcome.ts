import type { OutcomeParams } from '../../model/effect.js';
import { parseInstanceId } from '../../model/instance-id.js';
import type { IntentReading } from '../../model/intent-reading.js';
import type { PendingIssue } from '../../model/pending-issue.js';
import type { ChannelChoice } from '../../routing/channel-choice.js';
import { openThread } from '../conversation/thread.js';
import type { Applying } from '../instance/applying.js';
import type { InstanceState } from '../instance/instance-state.js';
import { ownNew } from '../merge/origin.js';
import { cancelTimer, count, setTimer, type Turn } from '../turn.js';
import { intentNow } from './choose-for.js';

/** The row that wakes a customer's lane when the first of their issues can be counted. */
export const issuesTimer = '#issues';
/** issues that wait for their window at once; more of one customer say nothing of a channel */
const most = 100;

/** How a contact ended, as its journey says (care-rules 1.8): counted as a success only once the customer has not come back within the window. */
export function noteOutcome(turn: Turn, { instance }: Applying, { outcome, intent = intentNow(turn.world, turn), channel = turn.state.thread?.channel, confirmed, cost }: OutcomeParams): InstanceState {
  count(turn, `outcome.${outcome}`);
  // figures are read from the log alone
  turn.interactions.push({ kind: 'decision', at: turn.now, body: JSON.stringify({ type: 'contact.ended', outcome, intent, channel, confirmed, cost, instance: instance.id }) });
  const { choice } = turn.world;
  if (choice === undefined || intent === undefined || channel === undefined) return instance;
  const before = turn.state.issues ?? [];
  const followed = choice.follow(before, { kind: 'outcome', intent, channel, at: turn.now, outcome });
  if (followed === before) return instance;
  const { customer } = parseInstanceId(instance.id);
  // the last one is what is told; those before it stay whose they were
  keep(turn, choice, ownNew(followed.slice(0, -1), followed, customer === turn.customer ? undefined : customer).slice(-most));
  return instance;
}

/** Who comes back with what was solved takes the success back, on whatever channel (care-rules 3.11); a word of thanks right after it, where it was solved, does not. */
export function noteReturn(turn: Turn, { name, likely }: IntentReading, hasWords: boolean): void {
  // what was said before is no new matter
  const telling = hasWords ? 'words' : 'event';
  if (name !== undefined && likely[0]?.evidence.some(({ kind, adds }) => kind === telling && adds > 0) === true) noteAgain(turn, name);
}

/** The same, where it is known that they come with this: a journey asks where to help with it, also in a host that reads no intents. */
export function noteAgain(turn: Turn, wanted: string): void {
  const { choice } = turn.world;
  if (choice === undefined) return;
  const { issues = [] } = turn.state;
  const channel = openThread(turn)?.channel;
  const followed = choice.follow(issues, { kind: 'contact', intent: wanted, ...(channel !== undefined && { channel }), at: turn.now });
  if (followed !== issues) turn.state = { ...turn.state, issues: followed };
}

/** The window of an issue has passed, or may have: what can be counted is counted in the same commit, once. */
export function settleDue(turn: Turn): void {
  const { choice } = turn.world;
  cancelTimer(turn, issuesTimer);
  if (choice === undefined) return drop(turn);
  const { sums, pending } = choice.settle(turn.state.issues ?? [], turn.now);
  for (const sum of sums) count(turn, sum);
  keep(turn, choice, pending);
}

/** Issues came from, or went to, another lane: the timer goes with them. */
export function rearmIssues(turn: Turn): void {
  if (turn.world.choice !== undefined && turn.state.issues !== undefined) keep(turn, turn.world.choice, turn.state.issues);
}

function keep(turn: Turn, choice: ChannelChoice, issues: readonly PendingIssue[]): void {
  if (issues.length === 0) return drop(turn);
  turn.state = { ...turn.state, issues };
  // nothing has passed at the beginning of time, so this is when the first one will
  const { nextAt } = choice.settle(issues, 0);
  if (nextAt !== undefined) setTimer(turn, issuesTimer, nextAt);
}

function drop(turn: Turn): void {
  const { issues: _counted, ...state } = turn.state;
  turn.state = state;
}
