import { readFile, readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOrchestrator, JourneyError } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { createWebhookChannel } from 'throughline/adapters/webhook';
import { readForm } from 'throughline/ports';
import { expectAccountedFor } from '../audit/accounted-for.js';
import { mutations } from '../adapters/webhook/mutations.js';
import { bytesOf, judge, now, requestOf, schemes, soundBody, type Scheme, type Signed } from '../adapters/webhook/schemes.js';
import { runsOf } from '../full-size.js';

/** 1,000,000 in the long run */
const flips = runsOf({ ci: 3_000, full: 1_000_000 });

/** whatever is not a clear no counts as let in */
const letIn = async (scheme: Scheme, signed: Signed): Promise<boolean> => {
  try {
    return await judge(scheme.verifier(scheme.secrets.ours), signed);
  } catch (error) {
    if (JourneyError.is(error, 'InvalidEncoding')) return false;
    throw error;
  }
};

describe.each(schemes.map((scheme) => [scheme.name, scheme] as const))('P36: a request of %s', (_, scheme) => {
  const sound = scheme.sign(soundBody(scheme));

  test('that its provider signed is let in', async () => {
    expect(await letIn(scheme, sound)).toBe(true);
  });

  test.each(mutations.map((mutation) => [mutation.does, mutation] as const))('that %s is turned away', async (_does, mutation) => {
    expect(await letIn(scheme, mutation.spoil(sound, scheme))).toBe(false);
  });

  test('is turned away whichever bit of its body, its signature or its time is turned', async () => {
    const verifier = scheme.verifier(scheme.secrets.ours);
    const places = [...sound.headers.flatMap(([name, value], header) => (name === 'content-type' ? [] : [{ header, length: value.length }])), { header: -1, length: sound.body.length }];
    await fc.assert(fc.asyncProperty(fc.constantFrom(...places), fc.nat(), fc.nat(7), async ({ header, length }, at, bit) => {
      const turned = header < 0 ? turnBody(sound, at % length, bit) : turnHeader(sound, { header, at: at % length, bit });
      if (turned === undefined || saysTheSame(scheme, turned, sound)) return;
      const accepted = await judge(verifier, turned).catch((error: unknown) => !JourneyError.is(error, 'InvalidEncoding'));
      expect(accepted).toBe(false);
    }), { numRuns: Math.ceil(flips / schemes.length) });
  });
});

test('P36: a verifier that lets in whatever looks signed, or compares only the beginning, would be found out', async () => {
  const [scheme] = schemes;
  if (scheme === undefined) throw new Error('there is a scheme');
  const sound = scheme.sign(soundBody(scheme));
  const right = (request: Request) => request.headers.get(scheme.header) ?? '';
  const looksSigned = { scheme: 'sloppy', verify: async (request: Request) => right(request).startsWith('v1,') };
  const beginning = { scheme: 'sloppy', verify: async (request: Request) => right(request).slice(0, 12) === right(requestOf(sound)).slice(0, 12) };
  for (const sloppy of [looksSigned, beginning]) {
    const fooled = await Promise.all(mutations.map((mutation) => judge(sloppy, mutation.spoil(sound, scheme))));
    expect(fooled.filter(Boolean).length).toBeGreaterThan(3);
  }
});

test('P36: nothing that was turned away has touched a customer', async () => {
  for (const scheme of schemes.filter(({ type }) => type === 'json')) {
    const clock = createTestClock(now);
    const channel = createWebhookChannel({ identityNamespace: 'user', inbound: { verifier: scheme.verifier(scheme.secrets.ours) } });
    const store = createMemoryStore({ clock });
    const orchestrator = createOrchestrator({ journeys: [], store, clock, channels: { partner: channel } });
    const handler = orchestrator.handler('partner');
    const sound = scheme.sign(bytesOf('{"items": [{"kind": "message", "id": "m-1", "from": "ann", "text": "hello"}]}'));
    for (const mutation of mutations) expect((await handler(requestOf(mutation.spoil(sound, scheme)))).status, mutation.does).toBe(401);
    expect(await orchestrator.figures(['events.accepted', 'events.parked'])).toEqual([0, 0]);
    expect((await handler(requestOf(sound))).status).toBe(200);
    expect(await orchestrator.figures(['events.accepted', 'events.parked'])).toEqual([1, 0]);
    await expectAccountedFor(store);
    await orchestrator.close();
  }
});

test('P36: no signature is compared with === anywhere in the adapter', async () => {
  const folder = new URL('../../adapters/webhook/', import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const source = (await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')))).join('\n').replaceAll(/[!=]== undefined/g, '');
  expect(source).toContain('timingSafeEqual');
  expect(source.match(/\b(given|signature|right|hash|digest|token)\w*\s*[!=]==?|[!=]==?\s*(given|signature|right|hash|token)\b|(given|signature|right)\w*\.(includes|startsWith|endsWith|localeCompare|indexOf)\(/gi)).toBeNull();
});

function turnBody(sound: Signed, at: number, bit: number): Signed {
  const body = new Uint8Array(sound.body);
  body[at] = (body[at] ?? 0) ^ (1 << bit);
  return { ...sound, body };
}

/** `undefined` where no header can hold the character, or where it stands at an end and is a blank, which every transport takes away */
function turnHeader(sound: Signed, { header, at, bit }: { readonly header: number; readonly at: number; readonly bit: number }): Signed | undefined {
  const headers = sound.headers.map(([name, value], index) => [name, index === header ? value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ (1 << bit)) + value.slice(at + 1) : value] as const);
  try {
    void requestOf({ ...sound, headers });
    return { ...sound, headers };
  } catch {
    return undefined;
  }
}

/** Twilio signs the fields of a form and not how they are written: `%c3` and `%C3` are one. */
function saysTheSame({ type }: Scheme, one: Signed, other: Signed): boolean {
  if (type !== 'form') return false;
  try {
    return JSON.stringify(one.headers) === JSON.stringify(other.headers) && JSON.stringify(readForm(one.body)) === JSON.stringify(readForm(other.body));
  } catch {
    return false;
  }
}
