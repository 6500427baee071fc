const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** What strangers write where a message is expected: nothing, half of something, and things that break careless readers. */
export const hostileBytes: readonly Uint8Array[] = [
  '', ' ', 'null', '0', '"', '[]', '{}', '{"', '[[]]', '{"items":[null]}', '{"id":1,"from":{},"text":[]}',
  '{"__proto__":{"polluted":true}}', '{"items":[{"__proto__":{"polluted":true}}]}', '{"constructor":{"prototype":{"polluted":true}}}',
  '['.repeat(20_000), `{"a":${'['.repeat(500)}${']'.repeat(500)}}`, `{"id":"${'x'.repeat(5_000)}"}`,
  '{"id":"1","id":"2","\\ud800":"\\udfff"}', 'a=1&a=2&__proto__=3&%=%zz', '--boundary\r\n\r\n--boundary--', '\r\n\r\n.\r\n',
].map(text).concat([Uint8Array.of(0), Uint8Array.of(0xff, 0xfe, 0x7b), Uint8Array.of(0xc3, 0x28), Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d), new Uint8Array(64).fill(0xff)]);
