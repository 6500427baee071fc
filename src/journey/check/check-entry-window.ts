import type { AnyDeclaration } from '../../model/declaration.js';
import { entryWindowSchema } from '../../model/entry-window.js';
import { checkZone } from './check-wait.js';
import { refuse, type Finding } from './finding.js';

/** A window through which nobody could come, or which says nothing, is refused. */
export function checkEntryWindow({ entry: { open } }: AnyDeclaration): readonly Finding[] {
  if (open === undefined) return [];
  const read = entryWindowSchema.safeParse(open);
  if (!read.success) return read.error.issues.map(({ path, message }) => refuse(['entry.open', ...path.map(String)].join('.'), `is no window as it is written: ${message}`));
  return checkZone('entry.open', read.data);
}
