import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JourneyError } from '../../../src/errors/index.js';
import { ana, fromAna, ids, openOffice, part, pause, texts, ucs2, until } from './smsc-test-bench.js';

describe('a message of a customer', () => {
  it('comes in with its text, from the number in E.164, and is acknowledged', async () => {
    const { smsc, heard } = await openOffice();
    expect(await smsc.deliver({ data_coding: 0, short_message: 'Where is my parcel? €[~]' })).toBe(0);
    expect(heard).toEqual([{ kind: 'message', id: expect.stringMatching(/^[\x21-\x7e]{1,255}$/), from: ana, text: 'Where is my parcel? €[~]' }]);
  });

  it.each([
    ['STOP', { data_coding: 0, short_message: Buffer.from('STOP') }], [' stop. ', { data_coding: 0, short_message: Buffer.from(' stop. ') }],
    ['ＳＴＯＰ', { data_coding: 8, short_message: ucs2('ＳＴＯＰ') }], ['配信停止', { data_coding: 8, short_message: ucs2('配信停止') }],
    ['Grüße', { data_coding: 3, short_message: Buffer.from('Grüße', 'latin1') }], ['a@b_c$', { data_coding: 1, short_message: Buffer.from('a@b_c$') }],
    ['🎉', { data_coding: 8, short_message: ucs2('🎉') }], ['שלום', { data_coding: 7, short_message: Buffer.from('f9ece5ed', 'hex') }],
    ['flash', { data_coding: 0xf0, short_message: Buffer.from('flash') }], ['即', { data_coding: 0x18, short_message: ucs2('即') }], ['', { data_coding: 0, short_message: Buffer.alloc(0) }],
    ['payload', { data_coding: 0, short_message: Buffer.alloc(0), message_payload: Buffer.from('payload') }],
    ['x\u202ey\u200d', { data_coding: 8, short_message: ucs2('x\u202ey\u200d') }],
  ])('keeps its text as it was written: %s', async (text, fields) => {
    const { smsc, heard } = await openOffice();
    expect(await smsc.deliver(fields)).toBe(0);
    expect(texts(heard)).toEqual([text]);
  });

  it('by data_sm is the same', async () => {
    const { smsc, heard } = await openOffice();
    const session = await smsc.session();
    expect(await new Promise((resolve) => session.data_sm({ ...fromAna, data_coding: 8, message_payload: ucs2('はい') }, (answer) => resolve(answer.command_status)))).toBe(0);
    expect(texts(heard)).toEqual(['はい']);
  });

  it('is read in the alphabet that was agreed', async () => {
    const { smsc, heard } = await openOffice({ dataCodings: { 0: 'latin1', 5: 'shift_jis' } });
    await smsc.deliver({ data_coding: 0, short_message: Buffer.from('é @', 'latin1') });
    await smsc.deliver({ data_coding: 5, short_message: Buffer.from('82cd82a2', 'hex') });
    expect(texts(heard)).toEqual(['é @', 'はい']);
  });

  it.each([
    ['alphabet', { data_coding: 0, short_message: Buffer.from([0x41, 0xe9]) }], ['alphabet', { data_coding: 8, short_message: Buffer.from('d83d', 'hex') }],
    ['alphabet', { data_coding: 8, short_message: Buffer.from('003100', 'hex') }],
    ['data-coding', { data_coding: 4, short_message: Buffer.from([1, 2]) }], ['data-coding', { data_coding: 0xf4, short_message: Buffer.from([1]) }], ['data-coding', { data_coding: 9, short_message: Buffer.from([1]) }],
    ['user-data-header', { esm_class: 0x40, short_message: Buffer.from([9, 0, 3]) }], ['user-data-header', { esm_class: 0x40, short_message: Buffer.from([2, 0, 3, 1]) }], ['user-data-header', { esm_class: 0x40, short_message: Buffer.alloc(0) }],
    ['application-data', { esm_class: 0x40, short_message: Buffer.from([6, 5, 4, 0x15, 0x81, 0, 0, 65]) }], ['national-language-table', { esm_class: 0x40, short_message: Buffer.from([3, 0x24, 1, 1, 65]) }],
  ])('that is no text we can read is kept as unreadable, because of its %s, and not sent for ever (%#)', async (reason, fields) => {
    const { smsc, heard } = await openOffice();
    expect(await smsc.deliver({ data_coding: 0, ...fields })).toBe(0);
    expect(heard).toEqual([{ kind: 'unreadable', id: expect.stringMatching(/^[\x21-\x7e]{1,255}$/), reason }]);
  });

  it('that the journeys will never take is kept as unreadable with their reason', async () => {
    const { smsc, heard, acceptBy } = await openOffice();
    acceptBy(([item]) => (item?.kind === 'message' ? Promise.reject(new JourneyError('ForbiddenCharacter', 'A text has a character that cannot be stored.')) : Promise.resolve()));
    expect(await smsc.deliver({ data_coding: 8, short_message: ucs2('a\u0000b') })).toBe(0);
    expect(heard).toMatchObject([{ kind: 'unreadable', reason: 'ForbiddenCharacter' }]);
  });

  it('is acknowledged only when it is durably taken', async () => {
    const { smsc, heard, acceptBy } = await openOffice();
    const take: (() => void)[] = [];
    acceptBy(() => new Promise<void>((resolve) => void take.push(resolve)));
    let acknowledged = false;
    const answer = smsc.deliver({ short_message: 'Hello' }).then((status) => { acknowledged = true; return status; });
    await until(() => take.length === 1);
    await pause(30);
    expect([acknowledged, heard]).toEqual([false, []]);
    take[0]?.();
    expect(await answer).toBe(0);
    expect(texts(heard)).toEqual(['Hello']);
  });

  it('behind another of the same customer waits for it, and one of another customer does not', async () => {
    const { smsc, heard, acceptBy } = await openOffice();
    let take = (): void => {};
    acceptBy(async ([item]) => { if (item?.kind === 'message' && item.text === 'first') await new Promise<void>((resolve) => { take = resolve; }); });
    const answers = [smsc.deliver({ short_message: 'first' }), smsc.deliver({ short_message: 'second' }), smsc.deliver({ short_message: 'other', source_addr: '4915112345672' })];
    await answers[2];
    expect(texts(heard)).toEqual(['other']);
    take();
    await Promise.all(answers);
    expect(texts(heard)).toEqual(['other', 'first', 'second']);
  });

  it('behind one that could not be taken now is not taken either, so that it does not overtake it', async () => {
    const { smsc, heard, acceptBy } = await openOffice();
    acceptBy(() => pause(10).then(() => Promise.reject(new Error('the store is away'))));
    const answers = [smsc.deliver({ short_message: 'first' }), smsc.deliver({ short_message: 'second' })];
    expect(await Promise.all(answers)).toEqual([0x64, 0x64]);
    acceptBy(async () => {});
    expect([await smsc.deliver({ short_message: 'first' }), await smsc.deliver({ short_message: 'second' })]).toEqual([0, 0]);
    expect(texts(heard)).toEqual(['first', 'second']);
  });

  it('belongs to the tenant whose number it was sent to', async () => {
    const { smsc, heard } = await openOffice({ tenantOf: ({ to }) => (to.address === '4930123456' ? 'acme' : undefined) });
    await smsc.deliver({ short_message: 'Hello' });
    expect(heard).toMatchObject([{ kind: 'message', tenant: 'acme' }]);
  });

  it('is sent again by the SMSC where a reader of the host fails', async () => {
    const { smsc, heard } = await openOffice({ phoneOf: () => { throw new Error('a mistake'); } });
    expect(await smsc.deliver({ short_message: 'Hello' })).toBe(0x64);
    expect(heard).toEqual([]);
  });
});

describe('the sender', () => {
  it.each([
    ['4915112345671', 1, { from: ana }], ['+4915112345671', 1, { from: ana }], ['+4915112345671', 0, { from: ana }], ['004915112345671', 0, { from: ana }], ['4915112345671', 0, { from: ana }],
    ['29012345', 1, { from: '+29012345' }], ['12345', 3, { from: '12345', namespace: 'short-code' }], ['12345', 6, { from: '12345', namespace: 'short-code' }],
    ['12345', 0, { from: '12345', namespace: 'short-code' }], ['80888', 1, { from: '80888', namespace: 'short-code' }], ['12345678', 3, { from: '12345678', namespace: 'short-code' }],
  ])('%s of type %i is known', async (source_addr, source_addr_ton, from) => {
    const { smsc, heard } = await openOffice();
    await smsc.deliver({ source_addr, source_addr_ton, short_message: 'Hello' });
    expect(heard).toEqual([{ kind: 'message', id: expect.any(String), text: 'Hello', ...from }]);
  });

  it.each([['SHOP', 5], ['12345678', 5], ['015112345671', 2], ['015112345671', 0], ['12345678', 0], ['', 0], ['12', 3], ['call +4915112345671', 1], ['1'.repeat(20), 1]])('%s of type %i is nobody, and never guessed', async (source_addr, source_addr_ton) => {
    const { smsc, heard } = await openOffice();
    expect(await smsc.deliver({ source_addr, source_addr_ton, short_message: 'Hello' })).toBe(0);
    expect(heard).toMatchObject([{ kind: 'unreadable', reason: 'sender' }]);
  });

  it('is what the host makes of it, for an SMSC that writes numbers in a form of its own', async () => {
    const { smsc, heard } = await openOffice({ phoneOf: ({ from }) => (from.address.startsWith('0') ? `+49${from.address.slice(1)}` : undefined) });
    await smsc.deliver({ source_addr: '015112345671', source_addr_ton: 2, short_message: 'Hello' });
    await smsc.deliver({ source_addr: '12345', source_addr_ton: 0, short_message: 'Hello' });
    expect(heard).toMatchObject([{ from: ana }, { from: '12345', namespace: 'short-code' }]);
  });
});

describe('a long message of a customer', () => {
  const hello = [part([7, 3, 1], 'Where is '), part([7, 3, 2], 'my par'), part([7, 3, 3], 'cel?')];

  it('comes in whole, in whichever order its parts come, and no part is acknowledged before all of it is taken', async () => {
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), async (order) => {
      const { smsc, heard, channel } = await openOffice();
      let acknowledged = 0;
      const answers = order.map((at) => smsc.deliver(hello[at] ?? {}).then((status) => { acknowledged += heard.length === 1 && status === 0 ? 1 : 0; }));
      await Promise.all(answers);
      expect([texts(heard), acknowledged]).toEqual([['Where is my parcel?'], 3]);
      await channel.close();
    }), { numRuns: 6 });
  });

  it('with a reference of 16 bits, or numbered by parameters, comes in whole too', async () => {
    const { smsc, heard } = await openOffice();
    const wide = (number: number, text: string): object => ({ esm_class: 0x40, data_coding: 0, short_message: Buffer.concat([Buffer.from([6, 8, 4, 1, 2, 2, number]), Buffer.from(text)]) });
    await Promise.all([wide(2, 'B'), wide(1, 'A')].map((fields) => smsc.deliver(fields)));
    const sar = (number: number, text: string): object => ({ sar_msg_ref_num: 5, sar_total_segments: 2, sar_segment_seqnum: number, data_coding: 0, short_message: Buffer.from(text) });
    await Promise.all([sar(2, 'D'), sar(1, 'C')].map((fields) => smsc.deliver(fields)));
    expect(texts(heard)).toEqual(['AB', 'CD']);
  });

  it('has its emoji whole although it lies across two parts', async () => {
    const { smsc, heard } = await openOffice();
    const bytes = ucs2('あ🎉い');
    await Promise.all([part([9, 2, 1], bytes.subarray(0, 4), { data_coding: 8 }), part([9, 2, 2], bytes.subarray(4), { data_coding: 8 })].map((fields) => smsc.deliver(fields)));
    expect(texts(heard)).toEqual(['あ🎉い']);
  });

  it('of which a part came twice counts that part once', async () => {
    const { smsc, heard } = await openOffice();
    const [a = {}, b = {}, c = {}] = hello;
    expect(await Promise.all([a, a, b, b, c].map((fields) => smsc.deliver(fields)))).toEqual([0, 0, 0, 0, 0]);
    expect(texts(heard)).toEqual(['Where is my parcel?']);
  });

  it('of another customer with the same reference is another message', async () => {
    const { smsc, heard } = await openOffice();
    const ben = { source_addr: '4915112345672' };
    await Promise.all([part([7, 2, 1], 'A'), part([7, 2, 2], 'b', ben), part([7, 2, 1], 'a', ben), part([7, 2, 2], 'B')].map((fields) => smsc.deliver(fields)));
    expect([...texts(heard)].sort()).toEqual(['AB', 'ab']);
  });

  it('that stays incomplete is kept as unreadable when its time is over', async () => {
    const { smsc, heard } = await openOffice({ partsMs: 50 });
    expect(await Promise.all([smsc.deliver(hello[0] ?? {}), smsc.deliver(hello[2] ?? {})])).toEqual([0, 0]);
    expect(heard).toEqual([{ kind: 'unreadable', id: expect.any(String), reason: 'incomplete' }]);
  });

  it('that begins anew under the same reference gives up the one before', async () => {
    const { smsc, heard } = await openOffice();
    expect(await Promise.all([part([7, 2, 1], 'old'), part([7, 2, 1], 'A'), part([7, 2, 2], 'B')].map((fields) => smsc.deliver(fields)))).toEqual([0, 0, 0]);
    expect([texts(heard), heard.filter(({ kind }) => kind === 'unreadable').length]).toEqual([['AB'], 1]);
  });

  it('that could not be taken now is sent again by the SMSC as a whole, and is the same message then', async () => {
    const { smsc, heard, acceptBy } = await openOffice();
    const seen: string[] = [];
    acceptBy(async (items) => { seen.push(...ids(items)); if (seen.length === 1) throw new Error('the store is away'); });
    expect(await Promise.all(hello.map((fields) => smsc.deliver(fields)))).toEqual([0x64, 0x64, 0x64]);
    expect(await Promise.all(hello.map((fields) => smsc.deliver(fields)))).toEqual([0, 0, 0]);
    expect([texts(heard), new Set(seen).size]).toEqual([['Where is my parcel?'], 1]);
  });

  it('whose acknowledgement was lost is acknowledged again and counts once', async () => {
    const { smsc, heard } = await openOffice();
    await Promise.all(hello.map((fields) => smsc.deliver(fields)));
    expect(await smsc.deliver(hello[1] ?? {})).toBe(0);
    expect(texts(heard)).toHaveLength(1);
  });

  it('is acknowledged part by part where the SMSC sends the next only then', async () => {
    const { smsc, heard } = await openOffice({ acknowledgeParts: 'at-once' });
    for (const fields of hello) expect(await smsc.deliver(fields)).toBe(0);
    await until(() => heard.length === 1);
    expect(texts(heard)).toEqual(['Where is my parcel?']);
  });

  it.each([[[7, 0, 1]], [[7, 2, 3]], [[7, 2, 0]], [[7, 1, 1]]] as const)('with a numbering that makes no sense is a message of its own (%j)', async (numbering) => {
    const { smsc, heard } = await openOffice();
    await smsc.deliver(part(numbering[0] === undefined ? [0, 0, 0] : [numbering[0], numbering[1], numbering[2]], 'alone'));
    expect(texts(heard)).toEqual(['alone']);
  });

  it('of which there are too many unfinished ones stays with the SMSC', async () => {
    const { smsc } = await openOffice();
    const answers = Array.from({ length: 1_001 }, (_, n) => smsc.deliver(part([n % 256, 2, 1], 'x', { source_addr: `49151${1_000_000 + n}` })));
    expect(await Promise.race(answers)).toBe(0x14);
  });
});
