import { type BadInputRow, posted, soundEvent } from './bad-input-row.js';

/** A way to write an address that somebody will send one day: the identity that is kept, or why it is refused. */
export interface Spelling { readonly row: 37 | 38 | 49; readonly namespace: string; readonly value: string; readonly what: string; readonly kept?: string; readonly because?: string }

const kept = (row: Spelling['row'], namespace: string, spellings: readonly (readonly [what: string, value: string, kept: string])[]): readonly Spelling[] =>
  spellings.map(([what, value, text]) => ({ row, namespace, what, value, kept: `${namespace}:${text}` }));
const refused = (row: Spelling['row'], namespace: string, spellings: readonly (readonly [what: string, value: string, because: string])[]): readonly Spelling[] =>
  spellings.map(([what, value, because]) => ({ row, namespace, what, value, because }));

const phones: readonly Spelling[] = [
  ...kept(37, 'phone', [
    ['in E.164', '+4915112345678', '+4915112345678'],
    ['in full width', '＋８１９０１２３４５６７８', '+819012345678'],
    ['in Arabic digits', '+٤٩١٥١١٢٣٤٥٦٧٨', '+4915112345678'],
    ['in Persian digits', '+۹۸۹۱۲۳۴۵۶۷۸۹', '+989123456789'],
    ['in superscript', '⁺⁴⁹¹⁵¹¹²³⁴⁵⁶⁷⁸', '+4915112345678'],
    ['with blanks', '+49 151 123 456 78', '+4915112345678'],
    ['with blanks that do not break', '+49\u00a0151\u202f12345678', '+4915112345678'],
    ['with brackets and a dash', '+1 (202) 555-0100', '+12025550100'],
    ['with dots', '+1.202.555.0100', '+12025550100'],
    ['with a slash', '+49 151/12345678', '+4915112345678'],
    ['with a dash that is no hyphen', '+49\u2013151\u221212345678', '+4915112345678'],
    ['with its trunk 0 in brackets', '+44 (0)20 7946 0018', '+442079460018'],
    ['with its trunk 0', '+49015112345678', '+4915112345678'],
    ['in Italy, whose 0 belongs to the number', '+39 06 1234 5678', '+390612345678'],
    ['in Mexico, with the retired mobile token', '+52 1 55 1234 5678', '+525512345678'],
    ['of a toll-free service of no country', '+800 1234 5678', '+80012345678'],
    ['that is possible though nobody has it yet', '+390000000001', '+390000000001'],
  ]),
  ...refused(37, 'phone', [
    ['in Arabic digits without a plus', '٤٩١٥١١٢٣٤٥٦٧٨', 'without + and country code'],
    ['with a mark of direction before it', '\u202a+4915112345678', 'invisible'],
    ['with a mark of direction after it', '+4915112345678\u202c', 'invisible'],
    ['with a right-to-left mark in it', '+49\u200f15112345678', 'invisible'],
    ['with a zero-width space in it', '+49\u200b15112345678', 'invisible'],
    ['with a byte order mark', '\ufeff+4915112345678', 'a blank before or after'],
    ['with a line break after it', '+4915112345678\n', 'a blank before or after'],
    ['with a line break in it', '+49151\n12345678', 'control character'],
    ['as a tel: address', 'tel:+4915112345678', 'scheme before it'],
    ['as a tel: address with an extension', 'tel:+49-151-12345678;ext=5', 'scheme before it'],
    ['as a whatsapp: address', 'whatsapp:+4915112345678', 'scheme before it'],
    ['as a sip: address', 'sip:+4915112345678@example.org', 'scheme before it'],
    ['with an extension', '+4915112345678;ext=5', 'extension'],
    ['with an extension after x', '+4915112345678x5', 'extension'],
    ['with an extension in words', '+49 151 12345678 ext. 5', 'extension'],
    ['with a pause and more digits', '+4915112345678,,5#', 'extension'],
    ['with 00 for the plus', '004915112345678', '00 before the country code'],
    ['with 011 for the plus', '0114915112345678', 'without + and country code'],
    ['as its own country writes it', '0151 12345678', 'without + and country code'],
    ['without a plus', '4915112345678', 'without + and country code'],
    ['with two pluses', '++4915112345678', 'not a phone number alone'],
    ['of 300 digits', `+${'4'.repeat(300)}`, 'shorter or longer'],
    ['of 16 digits', '+4915112345678901', 'shorter or longer'],
    ['that is a short code', '11833', 'namespace of its own, short-code'],
    ['that is a short code with a plus', '+11833', 'shorter or longer'],
    ['that is an emergency call', '112', 'namespace of its own, short-code'],
    ['too short for its country', '+15550100', 'shorter or longer'],
    ['of no country', '+999123456789', 'of no country'],
    ['in a sentence', 'call +4915112345678', 'without + and country code'],
    ['with a name after it', '+4915112345678 (Ann)', 'not a phone number alone'],
    ['in letters', '+1 800 FLOWERS', 'not a phone number alone'],
    ['that is two numbers', '+4915112345678, +4915187654321', 'more than one number'],
    ['that is two numbers without a comma', '+4915112345678 +4915187654321', 'not a phone number alone'],
    ['in digits of a script that no telephone has', '+४९१५११२३४५६७८', 'not a phone number alone'],
    ['that is nothing but a plus', '+', 'not a phone number alone'],
  ]),
];

const shortCodes: readonly Spelling[] = [
  ...kept(37, 'short-code', [['of three digits', '112', '112'], ['of eight digits', '72727272', '72727272'], ['in full width', '１１８３３', '11833']]),
  ...refused(37, 'short-code', [['of two digits', '11', 'not a short code'], ['of nine digits', '727272727', 'not a short code'], ['that is a phone number', '+4915112345678', 'not a short code'], ['in letters', 'ACME', 'not a short code']]),
];

const emails: readonly Spelling[] = [
  ...kept(38, 'email', [
    ['with a plus tag', 'ann+shop@example.org', 'ann+shop@example.org'],
    ['in upper case', 'Ann.Lee@EXAMPLE.org', 'Ann.Lee@example.org'],
    ['with a name that needs its quotes', '"ann @ home"@example.org', '"ann @ home"@example.org'],
    ['with a name that needs no quotes', '"ann"@example.org', 'ann@example.org'],
    ['with a backslash that says nothing', '"a\\nn"@example.org', 'ann@example.org'],
    ['with a quote in its quotes', '"a\\"nn"@example.org', '"a\\"nn"@example.org'],
    ['at an international domain', 'ann@münchen.example', 'ann@xn--mnchen-3ya.example'],
    ['at the punycode twin of that domain', 'ann@XN--MNCHEN-3YA.example', 'ann@xn--mnchen-3ya.example'],
    ['at a domain with an ideographic full stop', 'ann@example。org', 'ann@example.org'],
    ['at a domain in full width', 'ann@ｅｘａｍｐｌｅ.org', 'ann@example.org'],
    ['with an umlaut in one character', 'j\u00f6rg@example.org', 'j\u00f6rg@example.org'],
    ['with an umlaut in two characters', 'jo\u0308rg@example.org', 'j\u00f6rg@example.org'],
    ['that looks like ann, in Cyrillic', '\u0430nn@example.org', '\u0430nn@example.org'],
    ['at a domain that looks like another', 'ann@ex\u0430mple.org', 'ann@xn--exmple-4nf.org'],
    ['as long as can be before the @', `${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ]),
  ...refused(38, 'email', [
    ['with a header after it', 'ann@example.org\r\nBcc: all@example.org', 'control character'],
    ['with a header inside its quotes', '"ann\r\nBcc: all@example.org"@example.org', 'control character'],
    ['with a line feed in its domain', 'ann@exam\nple.org', 'control character'],
    ['with a line separator', 'ann@exam\u2028ple.org', 'control character'],
    ['with a zero-width joiner', 'a\u200dnn@example.org', 'invisible'],
    ['with a right-to-left override', 'ann\u202e@example.org', 'invisible'],
    ['that is two', 'ann@example.org, bob@example.org', 'exactly one'],
    ['that is two without a comma', 'ann@example.org bob@example.org', 'exactly one'],
    ['with two signs', 'ann@bob@example.org', 'exactly one'],
    ['in angle brackets', '<ann@example.org>', 'exactly one'],
    ['with a name before it', 'Ann Lee <ann@example.org>', 'exactly one'],
    ['as a mailto: address', 'mailto:ann@example.org', 'exactly one'],
    ['with a comment', 'ann(home)@example.org', 'exactly one'],
    ['without a domain', 'ann@', 'exactly one'],
    ['without a name', '@example.org', 'exactly one'],
    ['without either', '@', 'exactly one'],
    ['without a sign', 'ann', "without '@'"],
    ['with a sign in full width', 'ann＠example.org', "without '@'"],
    ['with a blank in its domain', 'ann@exa mple.org', 'exactly one'],
    ['with a port', 'ann@example.org:25', 'exactly one'],
    ['with a port at an international domain', 'ann@münchen.example:25', 'exactly one'],
    ['with a slash in full width in its domain', 'ann@ex／ample.org', 'exactly one'],
    ['at a number', 'ann@127.0.0.1', 'exactly one'],
    ['at a number in full width', 'ann@１２７.１', 'exactly one'],
    ['at a number in brackets', 'ann@[127.0.0.1]', 'exactly one'],
    ['with a dot first', '.ann@example.org', 'exactly one'],
    ['with two dots', 'a..nn@example.org', 'exactly one'],
    ['with an empty pair of quotes', '""@example.org', 'exactly one'],
    ['with half its quotes', '"ann@example.org', 'exactly one'],
    ['of 65 characters before the sign', `${'a'.repeat(65)}@example.org`, 'exactly one'],
    ['of 66 octets before the sign', `${'é'.repeat(33)}@example.org`, 'exactly one'],
    ['of 255 characters', `ann@${'b'.repeat(61)}.${'b'.repeat(61)}.${'b'.repeat(61)}.${'b'.repeat(61)}.org`, 'longer than'],
    ['of 320 characters', `${'a'.repeat(64)}@${'b'.repeat(255)}`, 'longer than'],
    ['of 324 characters', `ann@${'a'.repeat(320)}`, 'more than 320'],
  ]),
];

/** Rows 37 and 38, every way to write an address. */
export const spellings: readonly Spelling[] = [...phones, ...shortCodes, ...emails];

/** The same at the door, as the one an event is about. */
export const identityRows: readonly BadInputRow[] = spellings.map(({ row, namespace, value, what, kept: letIn }) =>
  posted(row, `the ${namespace} ${what}`, { who: ['user:ann', { namespace, value }] }, letIn === undefined ? { refused: 'InvalidIdentity', path: 'who[1]' } : { accepted: soundEvent.data }));
