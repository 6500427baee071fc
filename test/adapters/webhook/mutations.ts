import { bytesOf, textOf, type Bytes, type Scheme, type Signed } from './schemes.js';

/** A way to spoil a signed request; the secret was never known. */
export interface Mutation { readonly does: string; spoil(signed: Signed, scheme: Scheme): Signed }

const header = (change: (value: string, scheme: Scheme) => string | readonly string[] | undefined): Mutation['spoil'] => (signed, scheme) => ({
  ...signed,
  headers: signed.headers.flatMap(([name, value]) => {
    const changed = name === scheme.header ? change(value, scheme) : value;
    if (changed === undefined) return [];
    return typeof changed === 'string' ? [[name, changed] as const] : changed.map((one) => [name, one] as const);
  }),
});
const body = (change: (text: string, scheme: Scheme) => Bytes | string): Mutation['spoil'] => (signed, scheme) => {
  const changed = change(textOf(signed.body), scheme);
  return { ...signed, body: typeof changed === 'string' ? bytesOf(changed) : changed };
};
/** the signature without what stands before it: Stripe writes the time before its own */
const start = (value: string, { prefix, name }: Scheme): number => (name === 'Stripe' ? value.indexOf('v1=') + 3 : prefix.length);
const sign = (value: string, scheme: Scheme, change: (signature: string) => string): string => value.slice(0, start(value, scheme)) + change(value.slice(start(value, scheme)));
const flip = (text: string): string => (text.startsWith('0') ? '1' : '0') + text.slice(1);
const recoded = (signature: string, { encoding }: Scheme): string => (encoding === 'hex' ? Buffer.from(signature, 'hex').toString('base64') : Buffer.from(signature, 'base64').toString('hex'));

/** Sixteen ways, each of which every scheme must notice (bad webhooks W2, W4, W8). */
export const mutations: readonly Mutation[] = [
  { does: 'has no signature', spoil: header(() => undefined) },
  { does: 'has an empty signature', spoil: header((value, scheme) => sign(value, scheme, () => '')) },
  { does: 'has a signature that is one character short', spoil: header((value) => value.slice(0, -1)) },
  { does: 'has a signature that is one character too long', spoil: header((value) => `${value}0`) },
  { does: 'has a signature with one character changed', spoil: header((value, scheme) => sign(value, scheme, flip)) },
  { does: 'names another algorithm', spoil: header((value, scheme) => (scheme.name === 'Stripe' ? value.replace('v1=', 'v0=') : scheme.prefix === '' ? `sha1=${value}` : value.replace(scheme.prefix, 'sha1='))) },
  { does: 'has its signature in another encoding', spoil: header((value, scheme) => sign(value, scheme, (signature) => recoded(signature, scheme))) },
  { does: 'has its signature in the other case', spoil: header((value, scheme) => sign(value, scheme, (signature) => signature.toUpperCase())) },
  { does: 'has a blank within its signature', spoil: header((value, scheme) => sign(value, scheme, (signature) => `${signature.slice(0, 5)} ${signature.slice(5)}`)) },
  { does: 'has its signature header twice', spoil: header((value) => [value, value]) },
  { does: 'has a thousand signatures', spoil: header((value, scheme) => Array.from({ length: 1_000 }, (_, at) => (at === 999 ? value : sign(value, scheme, flip))).join(scheme.name === 'Stripe' ? ',' : ' ')) },
  { does: 'was signed by somebody else', spoil: (signed, scheme) => scheme.sign(signed.body, { secret: scheme.secrets.others }) },
  { does: 'has a blank more behind its body', spoil: body((text) => `${text} `) },
  { does: 'has its body written anew', spoil: body((text, { type }) => (type === 'json' ? JSON.stringify(JSON.parse(text)) : text.replace('STOP', 'STAY'))) },
  { does: 'has its body cut', spoil: body((text) => text.slice(0, -1)) },
  { does: 'has the body of nobody', spoil: body(() => '') },
];
