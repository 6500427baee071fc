import { openCommandLog as open, type CommandLog } from '../../../../../adapters/sqlite/command-log.js';

export { commandLogOf, type CommandLog } from '../../../../../adapters/sqlite/command-log.js';

const lateMs = 10;

/** The bug: a commit is answered, and written down a little later. */
export function openCommandLog(...given: Parameters<typeof open>): CommandLog {
  const log = open(...given);
  const late: (() => void)[] = [];
  const catchUp = (): void => { for (const write of late.splice(0)) write(); };
  return {
    ...log,
    get last() { return log.last + late.length; },
    get isFull() { return log.isFull; },
    append(command, synced) {
      late.push(() => log.append(command, synced));
      setTimeout(catchUp, lateMs);
    },
    rewind(number) { catchUp(); log.rewind(number); },
    clear(number) { catchUp(); log.clear(number); },
    close(remove) { catchUp(); log.close(remove); },
  };
}
