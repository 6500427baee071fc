import PostalMime, { type Email } from 'postal-mime';

const limits = { maxHeadersSize: 256 * 1024, maxNestingDepth: 32 };
const maxParts = 2_000;
/** every mail may have so many; a longer one is encoded, and its lines are of the usual length */
const manyLines = 50_000;
const usualLineBytes = 40;

/** A raw mail taken apart; `undefined` where nobody can read it, or where it is made to cost more than a mail of its size does. */
export async function parseMail(bytes: Uint8Array): Promise<Email | undefined> {
  if (isCostly(bytes)) return undefined;
  try {
    return await PostalMime.parse(bytes, limits);
  } catch {
    // over a limit; the parser's words may quote the mail
    return undefined;
  }
}

/** The parser pays for lines and parts, not for bytes: a stranger's mail of empty ones would hold everybody up for minutes. */
function isCostly(bytes: Uint8Array): boolean {
  let lines = 0;
  let parts = 0;
  for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, end + 1)) {
    lines += 1;
    if (bytes[end + 1] === hyphen && bytes[end + 2] === hyphen) parts += 1;
  }
  return parts > maxParts || (lines > manyLines && lines * usualLineBytes > bytes.length);
}

const newline = 0x0a;
const hyphen = 0x2d;
