/** Which part of a long message it is; `reference` is the same in all of its parts. */
export interface PartNumber { readonly reference: string; readonly total: number; readonly number: number }
export interface UserData { readonly bytes: Uint8Array; readonly part?: PartNumber }

interface Segmentation { readonly sar_msg_ref_num?: number | undefined; readonly sar_total_segments?: number | undefined; readonly sar_segment_seqnum?: number | undefined }

const eightBitReference = 0x00;
const sixteenBitReference = 0x08;
const ports: readonly number[] = [0x04, 0x05];
const nationalTables: readonly number[] = [0x24, 0x25];

/** Parts a user data header from the text behind it; answers a word for what is no text, or not one that can be read here. */
export function readUserData(bytes: Uint8Array, { hasHeader, fields }: { readonly hasHeader: boolean; readonly fields: Segmentation }): UserData | string {
  if (!hasHeader) return { bytes, ...numbered(inParameters(fields)) };
  const length = bytes[0] ?? 0;
  const elements = readElements(bytes.subarray(1, 1 + length));
  if (elements === undefined || bytes.length < 1 + length) return 'user-data-header';
  // meant for a program in the phone, as a ring tone is
  if (elements.some(({ id }) => ports.includes(id))) return 'application-data';
  if (elements.some(({ id }) => nationalTables.includes(id))) return 'national-language-table';
  const part = elements.map(inElement).find((one) => one !== undefined);
  return { bytes: bytes.subarray(1 + length), ...numbered(part ?? inParameters(fields)) };
}

interface Element { readonly id: number; readonly data: Uint8Array }

function readElements(header: Uint8Array): readonly Element[] | undefined {
  const elements: Element[] = [];
  for (let at = 0; at < header.length;) {
    const id = header[at] ?? 0;
    const end = at + 2 + (header[at + 1] ?? Infinity);
    if (end > header.length) return undefined;
    elements.push({ id, data: header.subarray(at + 2, end) });
    at = end;
  }
  return elements;
}

function inElement({ id, data }: Element): PartNumber | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = data;
  if (id === eightBitReference && data.length === 3) return { reference: `8:${a}`, total: b, number: c };
  return id === sixteenBitReference && data.length === 4 ? { reference: `16:${a * 256 + b}`, total: c, number: d } : undefined;
}

function inParameters(fields: Segmentation): PartNumber | undefined {
  const { sar_msg_ref_num: reference, sar_total_segments: total, sar_segment_seqnum: number } = fields;
  return reference === undefined || total === undefined || number === undefined ? undefined : { reference: `sar:${reference}`, total, number };
}

/** A numbering that makes no sense is to be ignored (TS 23.040, 9.2.3.24.1), and a message of one part is whole. */
function numbered(part: PartNumber | undefined): { readonly part?: PartNumber } {
  return part === undefined || part.total < 2 || part.number < 1 || part.number > part.total ? {} : { part };
}
