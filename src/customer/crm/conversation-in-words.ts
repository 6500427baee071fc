import { describeState } from '../../journey/describe-state.js';
import type { ThreadState } from '../customer-state.js';
import type { InstanceState } from '../instance/instance-state.js';
import type { Turn } from '../turn.js';
import { utcMinute } from './utc-minute.js';

/** of each kind, the newest; an entry of a timeline is read at a glance */
const most = 10;

/** What happened in a conversation, for a person who opens the CRM: where and when, what it was about, what was promised and tried. No message texts and no facts. */
export function conversationInWords(turn: Turn, thread: ThreadState): string {
  const { instances, ended, promises = [], attempts = [] } = turn.state;
  const since = thread.startedAt;
  return [
    `Conversation over ${thread.channels.join(', ')}, ${utcMinute(since)} to ${utcMinute(thread.at)}.`,
    listed('Wanted', thread.intent?.reading.name === undefined ? [] : [thread.intent.reading.name]),
    listed('Open', instances.filter((one) => one.startedAt >= since || (one.lastEvent?.at ?? 0) >= since).map((one) => `${one.journey} (${whereIn(turn, one)})`)),
    listed('Ended', ended.filter(({ endedAt }) => endedAt >= since).map(({ journey, reason }) => `${journey} (${reason})`)),
    listed('Promised', promises.filter(({ at }) => at >= since).map(({ words, keptAt }) => `${words} (${keptAt === undefined ? 'not kept yet' : 'kept'})`)),
    listed('Tried', attempts.filter(({ at }) => at >= since).map(({ words, outcome }) => (outcome === undefined ? words : `${words} (${outcome})`))),
  ].filter((sentence) => sentence !== '').join(' ');
}

function whereIn(turn: Turn, { journey, version, snapshot }: InstanceState): string {
  const definition = turn.world.book.find(journey, version);
  try {
    return definition === undefined ? 'running' : describeState(definition, snapshot.value).inWords;
  } catch {
    // the definition was changed under its runs: events will say so, a note in the CRM is not the place
    return 'running';
  }
}

const listed = (title: string, items: readonly string[]): string => (items.length === 0 ? '' : `${title}: ${items.slice(-most).join('; ')}.`);
