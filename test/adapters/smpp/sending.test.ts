import { describe, expect, it } from 'vitest';
import { createSmppChannel } from '../../../adapters/smpp/index.js';
import { ben, never, openOffice, openSmsc, outbound, pause, shown, smpp, until } from './smsc-test-bench.js';

const status = (name: string): object => ({ command_status: smpp.errors[name] });

describe('a short text', () => {
  it('reaches the SMSC as it was written, from our number to the customer, and asks for a receipt', async () => {
    const { smsc, send } = await openOffice();
    expect(await send({ text: 'Grüße, {Ana} €5!' })).toEqual({ status: 'sent', providerId: 'id-1' });
    expect(smsc.submits[0]).toMatchObject({
      source_addr: '4930123456', source_addr_ton: 1, source_addr_npi: 1, destination_addr: '4915112345671', dest_addr_ton: 1, dest_addr_npi: 1,
      registered_delivery: 1, data_coding: 0, esm_class: 0, short_message: { message: 'Grüße, {Ana} €5!' },
    });
  });

  it.each([['お荷物が届きました。'], ['👩‍👩‍👧 delivered'], ['مرحبا'], ['one letter č is enough']])('that the GSM alphabet cannot write travels whole all the same: %s', async (text) => {
    const { smsc, send } = await openOffice();
    expect(await send({ text })).toMatchObject({ status: 'sent' });
    expect(smsc.submits[0]).toMatchObject({ data_coding: 8, short_message: { message: text } });
  });

  it.each([
    ['SHOP', { source_addr: 'SHOP', source_addr_ton: 5, source_addr_npi: 0 }],
    ['12345', { source_addr: '12345', source_addr_ton: 3, source_addr_npi: 0 }],
    [{ address: '12345', ton: 6, npi: 9 }, { source_addr: '12345', source_addr_ton: 6, source_addr_npi: 9 }],
  ])('comes from a name, a short code or what was agreed (%j)', async (source, fields) => {
    const { smsc, send } = await openOffice({ source });
    await send();
    expect(smsc.submits[0]).toMatchObject(fields);
  });

  it('is written in the alphabet that the SMSC says is its own', async () => {
    const { smsc, send } = await openOffice({ dataCodings: { 0: 'latin1' } });
    await send({ text: '@ ü' });
    // 0x40 reads as an inverted exclamation mark to a server that takes 0 for GSM
    expect(smsc.submits[0]).toMatchObject({ data_coding: 0, short_message: { message: expect.stringMatching(/^¡/) } });
  });
});

describe('what the SMSC answers', () => {
  it.each([
    ['ESME_RINVDSTADR'], ['ESME_RINVSRCADR'], ['ESME_RINVMSGLEN'], ['ESME_RX_P_APPN'], ['ESME_RX_R_APPN'], ['ESME_RINVDCS'], ['ESME_RPROHIBITED'],
  ])('for good is told to the journey by its name: %s', async (name) => {
    const { smsc, send } = await openOffice();
    smsc.answerBy(() => status(name));
    expect(await send()).toEqual({ status: 'refused', code: name });
  });

  it.each([['ESME_RSYSERR'], ['ESME_RX_T_APPN'], ['ESME_RSUBMITFAIL'], ['ESME_RUNKNOWNERR'], ['ESME_RINVBNDSTS']])('for now is tried again: %s', async (name) => {
    const { smsc, send } = await openOffice();
    smsc.answerBy(() => status(name));
    expect(await send()).toEqual({ status: 'retry' });
  });

  it('by a code of its own is tried again', async () => {
    const { smsc, send } = await openOffice();
    smsc.answerBy(() => ({ command_status: 0x4ff }));
    expect(await send()).toEqual({ status: 'retry' });
  });

  it('when we are too fast makes us wait, longer each time, and only a little again after a success', async () => {
    const { smsc, send } = await openOffice();
    smsc.answerBy((_, nth) => (nth === 4 ? { message_id: 'ok' } : status(nth % 2 === 0 ? 'ESME_RTHROTTLED' : 'ESME_RMSGQFUL')));
    const waits: unknown[] = [];
    for (let n = 0; n < 5; n += 1) waits.push(await send({ key: `default/k/${n}/0` }));
    expect(waits).toEqual([{ status: 'retry', retryAfterMs: 1_000 }, { status: 'retry', retryAfterMs: 2_000 }, { status: 'retry', retryAfterMs: 4_000 }, { status: 'sent', providerId: 'ok' }, { status: 'retry', retryAfterMs: 1_000 }]);
  });

  it('never: nobody knows, so the same bytes go again', async () => {
    const { smsc, send } = await openOffice({ responseMs: 60 });
    smsc.answerBy((_, nth) => (nth === 1 ? 'silence' : { message_id: 'second' }));
    expect(await send()).toEqual({ status: 'retry' });
    expect(await send()).toEqual({ status: 'sent', providerId: 'second' });
    const [first, again] = smsc.submits.map((submit) => ({ ...submit, sequence_number: 0 }));
    expect(again).toEqual(first);
  });

  it('without an id is sent, under our own key', async () => {
    const { smsc, send } = await openOffice();
    smsc.answerBy(() => ({}));
    expect(await send()).toEqual({ status: 'sent', providerId: outbound().key });
  });

  it('with a refusal of the unit itself is tried again', async () => {
    const { smsc, send } = await openOffice();
    const session = await smsc.session();
    smsc.answerBy((submit) => {
      session.send(new smpp.PDU('generic_nack', { sequence_number: submit.sequence_number, command_status: 8 }));
      return 'silence';
    });
    expect(await send()).toEqual({ status: 'retry' });
  });
});

describe('a message', () => {
  it.each([
    [{ to: '12345' }, 'not-a-phone-number'], [{ to: 'Ana' }, 'not-a-phone-number'], [{ to: '+4915112345671;ext=5' }, 'not-a-phone-number'], [{ to: '' }, 'not-a-phone-number'],
    [{ text: '' }, 'text-empty'], [{ text: 'x'.repeat(1_601) }, 'text-too-long'],
  ])('that no phone can get is refused without asking the SMSC (%#)', async (more, code) => {
    const { smsc, send } = await openOffice();
    expect(await send(more)).toEqual({ status: 'refused', code });
    expect(smsc.submits).toEqual([]);
  });

  it('sent again by the same key, although the SMSC had taken it, is not sent a second time', async () => {
    const { smsc, send } = await openOffice();
    expect([await send(), await send()]).toEqual([{ status: 'sent', providerId: 'id-1' }, { status: 'sent', providerId: 'id-1' }]);
    expect(smsc.submits).toHaveLength(1);
  });

  it('with the same text under another key is another message', async () => {
    const { smsc, send } = await openOffice();
    await send({ key: 'default/k/1/0' });
    await send({ key: 'default/k/2/0' });
    expect(smsc.submits).toHaveLength(2);
  });

  it('that was stopped before is not sent', async () => {
    const { smsc, send } = await openOffice();
    const reason = new Error('stopped');
    await expect(send({}, AbortSignal.abort(reason))).rejects.toBe(reason);
    await send({ key: 'default/k/2/0', to: ben });
    expect(smsc.submits).toMatchObject([{ destination_addr: ben.slice(1) }]);
  });

  it('that is stopped while it waits for its answer is let go at once; an answer that comes after all spares the second sending', async () => {
    const { smsc, send } = await openOffice();
    smsc.answerBy(() => pause(60).then(() => ({ message_id: 'late' })));
    const stop = new AbortController();
    const sending = send({}, stop.signal);
    await until(() => smsc.submits.length === 1);
    stop.abort(new Error('stopped'));
    await expect(sending).rejects.toThrow('stopped');
    await pause(100);
    expect(await send()).toEqual({ status: 'sent', providerId: 'late' });
    expect(smsc.submits).toHaveLength(1);
  });

  it('that waits for a place in the window can be stopped too, and takes no place away', async () => {
    const { smsc, send } = await openOffice({ window: 1 });
    smsc.answerBy(() => pause(60).then(() => ({ message_id: 'x' })));
    const first = send({ key: 'default/k/1/0' });
    const stop = new AbortController();
    const second = send({ key: 'default/k/2/0' }, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(second).rejects.toThrow('stopped');
    await first;
    expect(await send({ key: 'default/k/3/0' })).toMatchObject({ status: 'sent' });
    expect(smsc.submits).toHaveLength(2);
  });

  it('waits while as many as agreed have no answer yet', async () => {
    const { smsc, send } = await openOffice({ window: 3 });
    let open = 0;
    let most = 0;
    smsc.answerBy(async () => {
      most = Math.max(most, ++open);
      await pause(10);
      open -= 1;
      return { message_id: 'x' };
    });
    await Promise.all(Array.from({ length: 12 }, (_, n) => send({ key: `default/k/${n}/0` })));
    expect([smsc.submits.length, most]).toEqual([12, 3]);
  });

  it('goes no faster than agreed, and comes back later where that would take long', async () => {
    const { smsc, send, channel } = await openOffice({ perSecond: 50 });
    expect(channel.limits.perSecond).toBe(50);
    const start = performance.now();
    await Promise.all(Array.from({ length: 11 }, (_, n) => send({ key: `default/k/${n}/0` })));
    expect(performance.now() - start).toBeGreaterThan(190);
    const many = await Promise.all(Array.from({ length: 300 }, (_, n) => send({ key: `default/m/${n}/0` }, AbortSignal.timeout(50)).catch(() => 'stopped')));
    expect(many).toContainEqual({ status: 'retry', retryAfterMs: 5_000 });
    expect(smsc.submits.length).toBeLessThan(30);
  });

  it('is kept for later while the SMSC is away', async () => {
    const smsc = await openSmsc();
    const { port } = smsc;
    await smsc.close();
    const channel = createSmppChannel({ host: '127.0.0.1', port, systemId: 'shop', password: 'secret', source: 'SHOP', reconnectMs: 10 });
    await channel.open(async () => {});
    expect(await channel.send(outbound(), { signal: never })).toEqual({ status: 'retry', retryAfterMs: 1_000 });
    await channel.close();
  });

  it('reads on the phone as it was written, whatever it says', async () => {
    const { smsc, send } = await openOffice();
    const hostile = '{{ name }} <script>\r\n=cmd \u202e {"__proto__":1}';
    await send({ text: hostile });
    expect(shown(smsc.submits)).toBe(hostile);
  });
});
