import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished } from 'vitest';

/** A disk that has no room left for files whose path ends so, while it is full; it takes half of what it is given first, as disks do. */
export interface FullDisk { isFull: boolean }

export function createFullDisk(end: string): FullDisk {
  const disk = { isFull: false };
  const { openSync, writeSync } = fs;
  const fds = new Set<number>();
  Object.assign(fs, {
    openSync(...args: Parameters<typeof fs.openSync>) {
      const fd = openSync(...args);
      if (String(args[0]).endsWith(end)) fds.add(fd);
      else fds.delete(fd);
      return fd;
    },
    writeSync(fd: number, bytes: Uint8Array, from: number, length: number, at: number) {
      if (!disk.isFull || !fds.has(fd)) return writeSync(fd, bytes, from, length, at);
      writeSync(fd, bytes, from, Math.floor(length / 2), at);
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28, syscall: 'write' });
    },
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    Object.assign(fs, { openSync, writeSync });
    syncBuiltinESMExports();
  });
  return disk;
}
