import { createHash } from 'node:crypto';

/** how many writes to one record are remembered in it, which is what fits its field; a key that is older than all of them would count as new */
export const remembered = { longText: 500, text: 15 } as const;

/** A name of ours as an external id: Salesforce compares texts without regard to case and keeps 255 characters, so a name is told by its digest. */
export const externalIdOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 40);

const marksIn = (kept: unknown): readonly string[] => (typeof kept === 'string' ? kept : '').split(' ').filter((mark) => mark !== '');

const markOf = (key: string): string => externalIdOf(key).slice(0, 16);

/** Tells whether the write with this key was made: `kept` is what the record remembers. */
export const isWritten = (kept: unknown, key: string): boolean => marksIn(kept).includes(markOf(key));

/** What the record is to remember once the write with this key is made; it goes with that write, so that both are there or neither. */
export const withKey = (kept: unknown, key: string, most: number = remembered.longText): string => [...marksIn(kept), markOf(key)].slice(-most).join(' ');
