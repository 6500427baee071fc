import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOrchestrator, days, type Orchestrator } from 'throughline';
import { createTestClock } from 'throughline/testing';
import { createSmtpUnsubscribeChannel, type SmtpUnsubscribeChannelConfig } from '../../../adapters/smtp/index.js';
import { refusalOf } from '../../model/refusal-of.js';
import { runsOf } from '../../full-size.js';
import { fuzzedStores } from '../../bad-input/grammar/fuzzed-shop.js';
import { offering } from '../../orchestrator/contact/offers.js';
import { createRecordingChannel } from '../../orchestrator/recording-channel.js';
import { openShop, outbound, parse, send, startMailServer } from './mail-test-bench.js';

const secret = 'a secret of more than 24 bytes';
const config: SmtpUnsubscribeChannelConfig = { url: 'https://shop.example/no-more?from=mail', secret, channel: 'email' };
const ana = outbound('k1', { purpose: 'marketing' });
const linkTo = (to = ana.to, more: Partial<SmtpUnsubscribeChannelConfig> = {}): string => createSmtpUnsubscribeChannel({ ...config, ...more }).linkOf({ ...ana, to }) ?? '';

const oneClick = 'List-Unsubscribe=One-Click';
const post = (link: string, body: string | FormData = oneClick, type = 'application/x-www-form-urlencoded'): Request =>
  new Request(link, { method: 'POST', body, ...(typeof body === 'string' && { headers: { 'content-type': type } }) });

/** A shop with two customers who both agreed to offers by e-mail. */
async function openDoor(make: (typeof fuzzedStores)[number][1], more: Partial<SmtpUnsubscribeChannelConfig> = {}) {
  const clock = createTestClock();
  const email = Object.assign(createRecordingChannel(), { identityNamespace: 'email' });
  const host: Orchestrator = createOrchestrator({
    journeys: [offering('cart')], clock, store: make(clock), texts: { offer: 'An offer' }, timing: { pollMs: days(365) },
    channels: { email, sms: Object.assign(createRecordingChannel(), { identityNamespace: 'phone' }), unsubscribe: createSmtpUnsubscribeChannel({ ...config, ...more }) },
  });
  for (const name of ['ana', 'ben']) await host.accept({ id: `${name} begins`, source: 'shop', type: 'offers.began', data: {}, who: [`email:${name}@home.example`] });
  const states = async (name: string): Promise<readonly string[]> => (await host.briefing(`email:${name}@home.example`)).consents.map(({ channel, purpose, state, source }) => `${channel} ${purpose} ${state} ${source}`);
  return { host, ask: host.handler('unsubscribe'), states };
}

describe('a mail that can be ended with one click', () => {
  test('carries both headers, each on one line, where it is of a kind that can be ended, and the same at every try', async () => {
    const { port, arrived } = await startMailServer();
    const { linkOf } = createSmtpUnsubscribeChannel(config);
    const channel = openShop(port, { unsubscribeLink: linkOf });
    await send(channel, ana);
    await send(channel, ana);
    await send(channel, outbound('k2', { purpose: 'transactional' }));
    await send(channel, outbound('k3'));
    const [first, second, ...others] = arrived.map(({ raw }) => String(raw));
    expect(first).toMatch(/^List-Unsubscribe: <https:\/\/shop\.example\/no-more\?from=mail&t=[\w-]{60,}>\r$/m);
    expect(first).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(second).toBe(first);
    for (const other of others) expect(other).not.toContain('Unsubscribe');
    expect((await parse(arrived[0]?.raw)).to).toMatchObject([{ address: 'ana@home.example' }]);
    expect(first?.replaceAll(/^(?:To|From):.*$/gm, '').match(/no-more.*ana/)).toBeNull();
  });

  test('is not sent with a link that no mail program could follow', async () => {
    const { port, arrived } = await startMailServer();
    for (const link of ['http://shop.example/x', 'https://shop.example/\r\nBcc: eve@evil.example', `https://shop.example/${'x'.repeat(900)}`]) {
      await expect(send(openShop(port, { unsubscribeLink: () => link }), ana)).rejects.toMatchObject({ code: 'ChannelFailed' });
    }
    expect(arrived).toEqual([]);
  });
});

describe.each(fuzzedStores)('W17: whoever follows such a link, %s,', (_where, make) => {
  test.each([['as a form', oneClick], ['in parts', Object.assign(new FormData(), {})]])('withdraws consent by the one POST of the standard, %s', async (_, body) => {
    if (body instanceof FormData) body.set('List-Unsubscribe', 'One-Click');
    const { host, ask, states } = await openDoor(make);
    const answer = await ask(post(linkTo(), body));
    expect(answer.status).toBe(200);
    expect(await states('ana')).toEqual(['email marketing withdrawn channel:unsubscribe', 'email survey withdrawn channel:unsubscribe']);
    expect(await states('ben')).toEqual([]);
    // a mail program that heard no answer asks again
    expect((await ask(post(linkTo()))).status).toBe(200);
    expect(await states('ana')).toHaveLength(2);
    await host.close();
  });

  test('changes nothing by looking: a scanner\'s GET gets a page with a button, and that is all', async () => {
    const { host, ask, states } = await openDoor(make, { words: { ask: 'Really <b>?', button: 'Yes', done: 'Done' } });
    const answer = await ask(new Request(linkTo()));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Really &lt;b&gt;?');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await states('ana')).toEqual([]);
    expect((await ask(new Request(linkTo(), { method: 'HEAD' }))).status).toBe(405);
    await host.close();
  });

  test.each([
    ['nothing', ''], ['another word', 'List-Unsubscribe=Yes'], ['the word under another name', 'x=One-Click'], ['more than the word', `${oneClick}&channel=sms`], ['the word twice', `${oneClick}&${oneClick}`], ['the word as JSON', '{"List-Unsubscribe":"One-Click"}'],
  ])('changes nothing by a POST that says %s', async (_, body) => {
    const { host, ask, states } = await openDoor(make);
    expect((await ask(post(linkTo(), body))).status).toBe(400);
    expect(await states('ana')).toEqual([]);
    await host.close();
  });

  test('ends nobody else\'s mails: a link that was changed in any place, or sealed with another secret, is turned away', async () => {
    const { host, ask, states } = await openDoor(make);
    const url = new URL(linkTo());
    const token = url.searchParams.get('t') ?? '';
    await fc.assert(fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...'Aa0-_zZ9'), async (place, letter) => {
      fc.pre(token[place] !== letter);
      url.searchParams.set('t', token.slice(0, place) + letter + token.slice(place + 1));
      expect((await ask(post(url.href))).status).toBe(401);
    }), { numRuns: runsOf({ ci: 200, full: 20_000 }) });
    for (const link of [linkTo(ana.to, { secret: 'another secret of so many bytes' }), 'https://shop.example/no-more', `${linkTo()}&t=${token}`, `https://shop.example/no-more?t=${token.repeat(20)}`]) expect((await ask(post(link))).status).toBe(401);
    expect([...await states('ana'), ...await states('ben')]).toEqual([]);
    await host.close();
  });

  test('need not be known here: a cookie is neither asked for nor set, and nobody is sent elsewhere', async () => {
    const { host, ask, states } = await openDoor(make);
    const request = post(linkTo());
    request.headers.set('cookie', 'session=ben');
    const answer = await ask(request);
    expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie'), answer.redirected]).toEqual([200, null, null, false]);
    expect([(await states('ana')).length, (await states('ben')).length]).toEqual([2, 0]);
    await host.close();
  });

  test('may do so by an old mail while the secret is changed', async () => {
    const old = linkTo();
    const { host, ask, states } = await openDoor(make, { secret: ['the new secret of so many bytes', secret] });
    await ask(post(old));
    expect(await states('ana')).toHaveLength(2);
    await host.close();
  });
});

test('the door is not opened without https, and not with a secret that could be guessed', () => {
  for (const wrong of [{ url: 'http://shop.example' }, { url: 'shop' }, { secret: 'short' }, { secret: [] }, { secret: [secret, ''] }]) {
    expect(refusalOf(() => createSmtpUnsubscribeChannel({ ...config, ...wrong }))).toMatchObject({ code: 'InvalidOptions' });
  }
});
