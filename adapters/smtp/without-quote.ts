/**
 * Leaves out the old text below a reply, only where that is certain: lines beginning with `>` at the very end, and the line over them that
 * says who wrote when. Answers between quoted lines stay with them, and so does a quote that was all there was, or that a colon introduces.
 */
export function withoutQuote(text: string): string {
  const lines = text.split('\n');
  const quoteAt = startOfQuote(lines);
  const said = lines.slice(0, startOfAttribution(lines, quoteAt)).join('\n').trimEnd();
  // `I mean this:` speaks of what is quoted below it
  return quoteAt === lines.length || said === '' || endsInColon.test(said) ? text : said;
}

const endsInColon = /[:：]$/u;

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** Where the quoted lines at the end begin; the number of lines where there are none. */
function startOfQuote(lines: readonly string[]): number {
  const lastOther = lines.findLastIndex((line) => !isBlank(line) && !line.startsWith('>'));
  const quote = lines.findIndex((line, at) => at > lastOther && line.startsWith('>'));
  return quote === -1 ? lines.length : quote;
}

/** `On Mon, 5 Jan 2026 at 10:00, Shop <mail@shop.example> wrote:` in any language, in one line or broken into two after a blank one. */
function startOfAttribution(lines: readonly string[], quoteAt: number): number {
  const last = lines.findLastIndex((line, at) => at < quoteAt && !isBlank(line));
  const line = lines[last] ?? '';
  if (!endsInColon.test(line.trimEnd())) return quoteAt;
  const before = lines[last - 1] ?? '';
  if (isBlank(lines[last - 2]) && namesTime(before) && `${before}${line}`.includes('@')) return last - 1;
  return namesTime(line) || (namesYear(line) && line.includes('@')) ? last : quoteAt;
}

const namesYear = (line: string): boolean => /\d{4}/.test(line);
const namesTime = (line: string): boolean => namesYear(line) && /\d{1,2}[:.時]\d{2}/u.test(line);
