import { generateKeyPairSync, sign } from 'node:crypto';

/** A certificate for 127.0.0.1 that is its own authority, good for a day: made anew, so that no key lies in the repository. */
export function makeCertificate(): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(object('2a8648ce3d040302'));
  const name = sequence(element(0x31, sequence(object('550403'), element(0x0c, Buffer.from('test mail server')))));
  const times = sequence(utcTime(Date.now() - 86_400_000), utcTime(Date.now() + 86_400_000));
  const authority = sequence(object('551d13'), element(0x01, Buffer.of(0xff)), element(0x04, sequence(element(0x01, Buffer.of(0xff)))));
  const loopback = sequence(object('551d11'), element(0x04, sequence(element(0x87, Buffer.of(127, 0, 0, 1)))));
  const body = sequence(
    element(0xa0, element(0x02, Buffer.of(2))), element(0x02, Buffer.of(1)), algorithm, name, times, name,
    publicKey.export({ type: 'spki', format: 'der' }), element(0xa3, sequence(authority, loopback)),
  );
  const der = sequence(body, algorithm, element(0x03, Buffer.concat([Buffer.of(0), sign('sha256', body, privateKey)])));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n` };
}

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => element(0x30, Buffer.concat(parts));
const object = (hex: string): Buffer => element(0x06, Buffer.from(hex, 'hex'));
const utcTime = (at: number): Buffer => element(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`));
