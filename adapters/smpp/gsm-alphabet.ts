/** The basic table of 3GPP TS 23.038, in the order of its codes; 0x1B announces a character of the extension. */
const basic = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extension: ReadonlyMap<number, string> = new Map([[0x0a, '\f'], [0x14, '^'], [0x28, '{'], [0x29, '}'], [0x2f, '\\'], [0x3c, '['], [0x3d, '~'], [0x3e, ']'], [0x40, '|'], [0x65, '€']]);
const escape = 0x1b;

const codes: ReadonlyMap<string, readonly number[]> = new Map([
  ...[...basic].flatMap((char, code): [string, readonly number[]][] => (code === escape ? [] : [[char, [code]]])),
  ...[...extension].map(([code, char]): [string, readonly number[]] => [char, [escape, code]]),
]);

/** One character as septets, each in a byte: one, or two for those of the extension; `undefined` where the alphabet has no such character. */
export function toGsm(char: string): readonly number[] | undefined {
  return codes.get(char);
}

/** Septets, each in a byte, as text; `undefined` where a byte is no septet. An unknown extension shows the basic character, as phones do. */
export function fromGsm(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at] ?? 0;
    if (code > 0x7f) return undefined;
    if (code === escape) {
      at += 1;
      const next = bytes[at];
      text += next === undefined ? ' ' : extension.get(next) ?? basic[next] ?? ' ';
    } else text += basic[code] ?? '';
  }
  return text;
}
