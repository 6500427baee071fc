/** Cuts a stream of bytes into protocol units. */
export interface Frames {
  /** The units that are complete by now; throws RangeError where the stream is none of SMPP, after which nothing more can be read. */
  take(chunk: Buffer): readonly Buffer[];
}

const headBytes = 16;
/** room for a message payload and the fields around it */
const maxBytes = 70_000;

export function splitFrames(): Frames {
  let rest: Buffer = Buffer.alloc(0);
  return {
    take(chunk) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const frames: Buffer[] = [];
      for (let length = lengthOf(rest); length !== undefined && rest.length >= length; length = lengthOf(rest)) {
        frames.push(rest.subarray(0, length));
        rest = rest.subarray(length);
      }
      return frames;
    },
  };
}

function lengthOf(bytes: Buffer): number | undefined {
  if (bytes.length < 4) return undefined;
  const length = bytes.readUInt32BE(0);
  if (length < headBytes || length > maxBytes) throw new RangeError('a unit of impossible length');
  return length;
}
