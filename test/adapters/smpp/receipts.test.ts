import { describe, expect, it } from 'vitest';
import { ids, openOffice, pause, receipt, receipts, until } from './smsc-test-bench.js';

const long = 'Your parcel is here. '.repeat(20);

describe('a delivery receipt', () => {
  it.each([
    ['DELIVRD', 'delivered'], ['EXPIRED', 'failed'], ['UNDELIV', 'failed'], ['REJECTD', 'failed'], ['DELETED', 'failed'],
  ])('that says %s is told as %s, once for the message', async (stat, state) => {
    const { smsc, send, heard } = await openOffice();
    await send();
    expect(await smsc.deliver(receipt('id-1', stat))).toBe(0);
    expect(heard).toEqual([{ kind: 'receipt', id: `id-1:${state}`, providerId: 'id-1', state }]);
  });

  it.each([['ENROUTE'], ['ACCEPTD'], ['UNKNOWN']])('that says %s is no end, and is only acknowledged', async (stat) => {
    const { smsc, send, heard } = await openOffice();
    await send();
    expect(await smsc.deliver(receipt('id-1', stat))).toBe(0);
    expect(heard).toEqual([]);
  });

  it.each([[2, 'delivered'], [3, 'failed'], [5, 'failed'], [8, 'failed']])('whose parameters say %i is told as %s, with no text at all and whatever its class', async (message_state, state) => {
    const { smsc, send, heard } = await openOffice();
    await send();
    expect(await smsc.deliver({ receipted_message_id: 'id-1', message_state })).toBe(0);
    expect(receipts(heard)).toEqual([`id-1 ${state}`]);
  });

  it.each([
    ['the answer was hexadecimal and the receipt is decimal', '1A2B3C', '1715004'],
    ['the answer was decimal and the receipt is hexadecimal', '1715004', '1A2B3C'],
    ['the receipt has no leading zeros', '0000001234', '1234'],
    ['the receipt is in lower case', '00FF0A', 'ff0a'],
  ])('finds its message although %s', async (_, given, asked) => {
    const { smsc, send, heard } = await openOffice();
    smsc.answerBy(() => ({ message_id: given }));
    await send();
    await smsc.deliver(receipt(asked, 'DELIVRD'));
    expect(receipts(heard)).toEqual([`${given} delivered`]);
  });

  it('is never given to the message of another customer, although the number read otherwise would be that one', async () => {
    const { smsc, send, heard } = await openOffice();
    smsc.answerBy(() => ({ message_id: '256' }));
    await send();
    await smsc.deliver(receipt('100', 'DELIVRD', { source_addr: '4915112345672' }));
    expect(receipts(heard)).toEqual(['100 delivered']);
  });

  it('from before a restart finds its message by what was agreed about ids', async () => {
    const before = await openOffice({ receiptIds: 'decimal' });
    before.smsc.answerBy(() => ({ message_id: '001A2B3C' }));
    const sent = await before.send();
    const after = await openOffice({ receiptIds: 'decimal' });
    await after.smsc.deliver(receipt('0001715004', 'DELIVRD'));
    expect([sent, receipts(after.heard)]).toEqual([{ status: 'sent', providerId: '1715004' }, ['1715004 delivered']]);
  });

  it('comes before the answer to the very message, and still finds it', async () => {
    const { smsc, send, heard } = await openOffice();
    let acknowledged: Promise<number> | undefined;
    smsc.answerBy(async () => {
      acknowledged = smsc.deliver(receipt('id-1', 'DELIVRD'));
      await pause(30);
      return { message_id: 'id-1' };
    });
    let sentBefore = false;
    const sending = send().then(() => { sentBefore = heard.length === 0; });
    await sending;
    expect(await acknowledged).toBe(0);
    expect([receipts(heard), sentBefore]).toEqual([['id-1 delivered'], true]);
  });

  it('that the journeys cannot take now is sent again by the SMSC, and is the same receipt then', async () => {
    const { smsc, send, heard, acceptBy } = await openOffice();
    await send();
    acceptBy(() => Promise.reject(new Error('the store is away')));
    expect(await smsc.deliver(receipt('id-1', 'DELIVRD'))).toBe(0x64);
    acceptBy(async () => {});
    expect([await smsc.deliver(receipt('id-1', 'DELIVRD')), await smsc.deliver(receipt('id-1', 'DELIVRD'))]).toEqual([0, 0]);
    expect(new Set(ids(heard))).toEqual(new Set(['id-1:delivered']));
  });

  it('is not believed where a customer wrote it', async () => {
    const { smsc, send, heard } = await openOffice();
    await send();
    await smsc.deliver(receipt('id-1', 'DELIVRD', { esm_class: 0 }));
    expect(heard).toMatchObject([{ kind: 'message' }]);
  });

  it('reads no state out of the text that the customer was sent', async () => {
    const { smsc, send, heard } = await openOffice();
    await send();
    await smsc.deliver({ esm_class: 4, short_message: Buffer.from('id:id-1 sub:001 stat:UNDELIV err:1 Text:stat:DELIVRD id:id-9') });
    expect(receipts(heard)).toEqual(['id-1 failed']);
  });

  it.each([['nothing at all'], ['id: stat:DELIVRD'], ['id:id-1 stat:PERHAPS'], ['stat:DELIVRD'], [`id:${'9'.repeat(66)} stat:DELIVRD`], ['id:\u00e9\u0001 stat:DELIVRD']])('that cannot be read is kept as such and not sent for ever: %s', async (text) => {
    const { smsc, heard } = await openOffice();
    expect(await smsc.deliver({ esm_class: 4, short_message: Buffer.from(text, 'latin1') })).toBe(0);
    expect(heard).toMatchObject([{ kind: 'unreadable', reason: 'receipt' }]);
  });
});

describe('the receipts of a message in parts', () => {
  const sendLong = async (): Promise<Awaited<ReturnType<typeof openOffice>> & { readonly last: string }> => {
    const office = await openOffice();
    await office.send({ text: long });
    expect(office.smsc.submits).toHaveLength(3);
    return { ...office, last: 'id-3' };
  };

  it('say delivered when all parts are, in whichever order they come', async () => {
    const { smsc, heard, last } = await sendLong();
    for (const id of ['id-3', 'id-1']) await smsc.deliver(receipt(id, 'DELIVRD'));
    expect(heard).toEqual([]);
    await smsc.deliver(receipt('id-2', 'DELIVRD'));
    expect(receipts(heard)).toEqual([`${last} delivered`]);
  });

  it('say failed as soon as one is', async () => {
    const { smsc, heard, last } = await sendLong();
    await smsc.deliver(receipt('id-1', 'DELIVRD'));
    await smsc.deliver(receipt('id-2', 'EXPIRED'));
    expect(receipts(heard)).toEqual([`${last} failed`]);
  });

  it('never say delivered because one part was delivered twice', async () => {
    const { smsc, heard } = await sendLong();
    for (let n = 0; n < 3; n += 1) await smsc.deliver(receipt('id-1', 'DELIVRD'));
    expect(heard).toEqual([]);
  });

  it('do not take back what was delivered', async () => {
    const { smsc, heard } = await sendLong();
    for (const id of ['id-1', 'id-2', 'id-3']) await smsc.deliver(receipt(id, 'DELIVRD'));
    await smsc.deliver(receipt('id-2', 'UNDELIV'));
    expect(new Set(receipts(heard))).toEqual(new Set(['id-3 delivered']));
  });

  it('count although some come while other parts still wait for their answer', async () => {
    const { smsc, send, heard } = await openOffice();
    smsc.answerBy(async (_, nth) => {
      if (nth === 3) await pause(40);
      return { message_id: `id-${nth}` };
    });
    const sending = send({ text: long });
    await until(() => smsc.submits.length === 3);
    const acknowledged = ['id-3', 'id-1', 'id-2'].map((id) => smsc.deliver(receipt(id, 'DELIVRD')));
    await sending;
    expect(await Promise.all(acknowledged)).toEqual([0, 0, 0]);
    expect(receipts(heard)).toEqual(['id-3 delivered']);
  });
});
