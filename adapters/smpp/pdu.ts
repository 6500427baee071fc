import { commandsById, PDU } from './smpp-package.js';

/** One unit of the protocol. `fields` is absent where the body does not keep to the layout of its command. */
export interface Pdu {
  readonly command: string;
  readonly status: number;
  readonly sequence: number;
  /** everything behind the head */
  readonly body: Buffer;
  readonly fields?: object;
}

/** The answers to the other side that this adapter knows. */
export const answers = { ok: 0x00, queueFull: 0x14, unknownCommand: 0x03, badLength: 0x02, tryAgain: 0x64 } as const;

/** The package turns texts into strings by its own idea of alphabets; bytes are needed, since only the host knows what its SMSC means by 0. */
class RawPdu extends PDU {
  _filter(): void {}
}

/** Reads one whole unit of 16 bytes or more; never throws. */
export function readPdu(bytes: Buffer): Pdu {
  const command = commandsById[bytes.readUInt32BE(4)]?.command ?? 'unknown';
  const head = { command, status: bytes.readUInt32BE(8), sequence: bytes.readUInt32BE(12), body: bytes.subarray(16) };
  const fields = readBody(bytes);
  return fields === undefined ? head : { ...head, fields };
}

export function writePdu(command: string, sequence: number, fields: object = {}): Buffer {
  return new RawPdu(command, { ...fields, sequence_number: sequence }).toBuffer();
}

function readBody(bytes: Buffer): object | undefined {
  try {
    const fields: object = new RawPdu(bytes);
    return Object.entries(fields).every(([name, value]) => isWhole(bytes, name, value)) ? fields : undefined;
  } catch {
    return undefined;
  }
}

/** The package gives what is left of the unit where a length in it promises more: a text would be cut in silence. */
function isWhole(bytes: Buffer, name: string, value: unknown): boolean {
  if (!Buffer.isBuffer(value)) return true;
  const start = value.byteOffset - bytes.byteOffset;
  return value.length === (name === 'short_message' ? bytes.readUInt8(start - 1) : bytes.readUInt16BE(start - 2));
}
