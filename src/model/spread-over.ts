/**
 * A share of a length that a key draws, the same each time and evenly over many keys: so that what waited for one moment does not all leave in it.
 * From 0 up to, and without, `lengthMs`; whole milliseconds.
 */
export function spreadOver(key: string, lengthMs: number): number {
  return Math.floor((mixed(key) / 2 ** 32) * lengthMs);
}

/** FNV-1a over UTF-16 units, finished as in MurmurHash3: keys that differ in their last character alone must land far apart. */
function mixed(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
