import { openCommandLog as open, type CommandLog } from '../../../../../../adapters/sqlite/command-log.js';
import { failpoint } from '../../src/orchestrator/failpoint.js';

export { commandLogOf, type CommandLog } from '../../../../../../adapters/sqlite/command-log.js';

/** Small, so that tables are written while somebody may kill. */
const fullBytes = 48 * 1_024;

/** The log of commands with failpoints around what it does to its file. */
export function openCommandLog(...given: Parameters<typeof open>): CommandLog {
  const log = open(...given);
  let bytes = 0;
  const beginAnew = (begin: () => void): void => {
    failpoint('before the log begins anew');
    begin();
    bytes = 0;
    failpoint('after the log began anew');
  };
  return {
    ...log,
    get last() { return log.last; },
    get isFull() { return log.isFull || bytes > fullBytes; },
    append(command, synced) {
      failpoint('before the log is written');
      log.append(command, synced);
      bytes += command.length;
      failpoint('after the log was written');
    },
    rewind: (number) => beginAnew(() => log.rewind(number)),
    clear: (number) => beginAnew(() => log.clear(number)),
  };
}
