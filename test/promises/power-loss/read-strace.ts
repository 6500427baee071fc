import type { Op } from './tape.js';

/** what a tape is made of */
const tracedCalls = 'openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat';
/** What strace must be asked for: every byte, and the path of each descriptor; of the one thread that works, as others would tear its lines apart. */
export const straceFlags: readonly string[] = ['-y', '-xx', '-s', '4000000', '-e', `trace=${tracedCalls}`];

const call = /^(\w+)\((.*)\)\s+= (-?\d+)/;

/** What strace saw one process do to the files of a store, in its folder; what the process wrote to its output is what it told. */
export function readStrace(lines: Iterable<string>, file: string): readonly Op[] {
  const tape: Op[] = [];
  const there = new Set<string>();
  const folder = file.slice(0, file.lastIndexOf('/'));
  for (const line of lines) {
    const [, name, args = '', result] = call.exec(line) ?? [];
    if (name === undefined || Number(result) < 0) continue;
    tape.push(...opsOf({ name, args, path: pathIn(args), result: Number(result) }, { file, folder, there }));
  }
  return tape;
}

interface Call { readonly name: string; readonly args: string; readonly path: string; readonly result: number }
interface Where { readonly file: string; readonly folder: string; readonly there: Set<string> }

function opsOf({ name, args, path, result }: Call, { file, folder, there }: Where): readonly Op[] {
  if (name === 'write' && args.startsWith('1<')) return bytesIn(args).toString().split('\n').filter((text) => text !== '').map((what) => ({ do: 'told', what }));
  if (path === folder && name === 'fsync') return [{ do: 'sync names' }];
  if (!path.startsWith(file)) return [];
  const of = path.slice(file.length);
  switch (name) {
    case 'openat': {
      if (there.has(of) || !args.includes('O_CREAT')) return [];
      there.add(of);
      return [{ do: 'make', name: of }];
    }
    case 'pwrite64': return [{ do: 'write', name: of, at: Number(args.slice(args.lastIndexOf(',') + 1)), bytes: bytesIn(args).subarray(0, result) }];
    case 'fsync': case 'fdatasync': return [{ do: 'sync', name: of }];
    case 'ftruncate': return [{ do: 'size', name: of, bytes: Number(args.slice(args.lastIndexOf(',') + 1)) }];
    case 'unlink': case 'unlinkat': there.delete(of); return [{ do: 'remove', name: of }];
    default: throw new Error(`strace saw a ${name} of '${of}', which the tape has no word for`);
  }
}

/** the path a call is about: of its descriptor, else the text it names */
function pathIn(args: string): string {
  const [, ofDescriptor] = /^\d+<([^>]*)>/.exec(args) ?? [];
  return unescape(ofDescriptor ?? /"([^"]*)"/.exec(args)?.[1] ?? '').toString();
}

const bytesIn = (args: string): Buffer => unescape(args.slice(args.indexOf('"') + 1, args.lastIndexOf('"')));

/** `\x41\x42`, as strace writes every byte; what is not escaped stands for itself */
function unescape(text: string): Buffer {
  return text.startsWith('\\x') ? Buffer.from(text.replaceAll('\\x', ''), 'hex') : Buffer.from(text);
}
