import { createHash } from 'node:crypto';

/** how many writes to one object are remembered in it; a key that is older than all of them would count as new */
const most = 500;

const markOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 16);

const marksIn = (kept: string | null | undefined): readonly string[] => (kept ?? '').split(' ').filter((mark) => mark !== '');

/** Tells whether the write with this key was made: `kept` is what the object remembers. */
export const isWritten = (kept: string | null | undefined, key: string): boolean => marksIn(kept).includes(markOf(key));

/** What the object is to remember once the write with this key is made; it goes with that write, so that both are there or neither. */
export const withKey = (kept: string | null | undefined, key: string): string => [...marksIn(kept), markOf(key)].slice(-most).join(' ');
