/** One line of the tables of bad input, and where it is proved. */
export type Line =
  /** on every store there is: by tests whose titles name the line and the store */
  | { readonly line: string; readonly what: string; readonly stores: 'both'; /** which part of it has no way in yet, and why */ readonly but?: string }
  /** by tests whose titles name the line, where no store is asked */
  | { readonly line: string; readonly what: string; readonly noStore: string }
  /** not at all: nothing of the kind can come in, as long as nothing with such a name is exported */
  | { readonly line: string; readonly what: string; readonly noWayIn: string; readonly unless: RegExp };

const both = (line: string, what: string, but?: string): Line => ({ line, what, stores: 'both', ...(but !== undefined && { but }) });
const verifier = 'a signature is judged on the bytes of a request, before any store is asked';

/** What may reach the library itself: `line 1` to `line 50`. */
const input: readonly Line[] = [
  both('line 1', 'malformed JSON'), both('line 2', 'a byte order mark'), both('line 3', 'bytes that are not UTF-8'), both('line 4', 'another content type or encoding'), both('line 5', 'a body too large or too slow'),
  both('line 6', 'too deep, too large, too many'), both('line 7', 'keys that reach a prototype'), both('line 8', 'keys that look odd'),
  both('line 9', 'two equal keys'),
  both('line 10', 'half surrogate pairs'), both('line 11', 'U+0000'), both('line 12', 'what looks like another character or none'),
  both('line 13', 'numbers that are not finite'), both('line 14', 'minus zero'), both('line 15', 'integers beyond 2^53'), both('line 16', 'what JSON cannot hold'), both('line 17', 'objects of classes'), both('line 18', 'undefined'),
  both('line 19', 'cycles and shared parts'), both('line 20', 'objects that answer as they please'), both('line 21', 'input that its caller freezes or changes afterwards'),
  both('line 22', 'event ids'), both('line 23', 'the same id and body'), both('line 24', 'the same id and another body'), both('line 25', 'the same id of another source or tenant'),
  both('line 26', 'a type nobody declares'), both('line 27', 'reserved and impossible types'), both('line 28', 'data that break their schema'), both('line 29', 'what is not there'),
  both('line 30', 'a journey that is over, cancelled or parked, a customer who was erased'),
  both('line 31', 'one key begun twice at once'), both('line 32', 'impossible times'), both('line 33', 'impossible delays'), both('line 34', 'a wall clock that jumps'), both('line 35', 'time zones that do not exist'),
  { line: 'line 36', what: 'cron expressions', noWayIn: 'no journey, no call and no option takes one', unless: /cron/i },
  both('line 37', 'phone numbers and short codes'), both('line 38', 'e-mail addresses'),
  both('line 39', 'values that look like instructions', 'a text reaches its channel as it is; only what the library writes itself, pages and CSV, is escaped here'),
  { line: 'line 40', what: 'templates written by tenants', noWayIn: 'texts are functions of the host; there is no template language', unless: /templateEngine|parseTemplate|liquid/i },
  { line: 'line 41', what: 'unsound definitions', noStore: 'a definition is refused before there is a store' },
  { line: 'line 42', what: 'patterns in rules', noWayIn: 'rules are code of the host; none comes as data', unless: /reg(ular)?exp|pattern/i },
  both('line 43', 'guards, assigns and actions that misbehave', 'code of the host that never returns cannot be stopped from within its own thread'),
  both('line 44', 'channels and activities that misbehave'), both('line 45', 'stores that misbehave', 'a store that writes only a part and says it wrote all is found by its own cases, not at run time'),
  both('line 46', 'CRM records that cannot be'), both('line 47', 'too much at once'), both('line 48', 'personal data in ids and types'),
  both('line 49', 'tenants'), both('line 50', 'two copies of the library'),
];

/** What may reach a webhook: `W1` to `W18`. */
const webhooks: readonly Line[] = [
  { line: 'W1', what: 'secrets', noStore: 'a verifier is made before there is a store' }, { line: 'W2', what: 'signatures', noStore: verifier }, { line: 'W3', what: 'old secrets and others', noStore: verifier },
  both('W4', 'bodies that were written anew'), { line: 'W5', what: 'twins that decode alike', noStore: verifier }, { line: 'W6', what: 'times', noStore: verifier }, both('W7', 'replays'), { line: 'W8', what: 'headers', noStore: verifier },
  { line: 'W9', what: 'addresses that were signed', noStore: verifier }, both('W10', 'the handshake of Meta'), both('W11', 'the handshake and the retries of Slack'), both('W12', 'bodies of which a part is bad'), both('W13', 'disorder'),
  both('W14', 'accounts of other tenants'), both('W15', 'addresses that point inside'), both('W16', 'a store that is down'),
  both('W17', 'one-click unsubscribe'), both('W18', 'stop words'),
];

/** Every kind of bad input that is known, with what stands against it. */
export const catalogue: readonly Line[] = [...input, ...webhooks];
