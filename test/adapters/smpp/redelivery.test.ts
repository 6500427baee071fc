import { describe, expect, it } from 'vitest';
import { ids, lineGone, openOffice, openSmsc, part, pause, texts, until, type Office } from './smsc-test-bench.js';

const yes = { data_coding: 0, short_message: 'Yes' };
const different = (heard: Office['heard']): number => new Set(ids(heard)).size;

describe('the same text of the same customer', () => {
  it('written twice on purpose counts twice', async () => {
    const { smsc, heard } = await openOffice();
    for (let n = 0; n < 3; n += 1) await smsc.deliver(yes);
    expect([texts(heard), different(heard)]).toEqual([['Yes', 'Yes', 'Yes'], 3]);
  });

  it('written twice at once counts twice', async () => {
    const { smsc, heard } = await openOffice();
    await Promise.all([smsc.deliver(yes), smsc.deliver(yes)]);
    expect(different(heard)).toBe(2);
  });

  it('that comes again because we could not take it counts once', async () => {
    const { smsc, heard, acceptBy } = await openOffice();
    const tried: string[] = [];
    acceptBy(async (items) => { tried.push(...ids(items)); if (tried.length === 1) throw new Error('the store is away'); });
    expect([await smsc.deliver(yes), await smsc.deliver(yes)]).toEqual([0x64, 0]);
    expect(new Set(tried).size).toBe(1);
    await smsc.deliver(yes);
    expect(different(heard)).toBe(2);
  });

  it('that comes again because the line was lost before it was acknowledged counts once, and the next one again', async () => {
    const { smsc, heard, acceptBy } = await openOffice();
    let taking = false;
    acceptBy(() => { taking = true; return pause(60); });
    void smsc.deliver(yes);
    await until(() => taking);
    smsc.drop();
    await smsc.bound(2);
    expect(await smsc.deliver(yes)).toBe(0);
    expect([heard.length, different(heard)]).toEqual([2, 1]);
    await smsc.deliver(yes);
    expect(different(heard)).toBe(2);
  });

  it('that comes again because the line was lost just after we acknowledged it counts once', async () => {
    const { smsc, heard } = await openOffice();
    await smsc.deliver(yes);
    smsc.drop();
    await smsc.bound(2);
    await smsc.deliver(yes);
    expect(different(heard)).toBe(1);
  });

  it('that comes again to a new process, which died before it acknowledged, counts once', async () => {
    const smsc = await openSmsc();
    const before = await openOffice({ restartWindowMs: 2 ** 31 - 1 }, smsc);
    void smsc.deliver(yes);
    await until(() => before.heard.length === 1);
    await before.channel.close();
    const after = await openOffice({ restartWindowMs: 2 ** 31 - 1 }, smsc);
    await smsc.deliver(yes);
    expect(ids(after.heard)).toEqual(ids(before.heard));
  });

  it('counts again to a new process once the window for redeliveries is over', async () => {
    const smsc = await openSmsc();
    const before = await openOffice({ restartWindowMs: 20 }, smsc);
    await smsc.deliver(yes);
    await before.channel.close();
    await pause(30);
    const after = await openOffice({ restartWindowMs: 20 }, smsc);
    await smsc.deliver(yes);
    expect(ids(after.heard)).not.toEqual(ids(before.heard));
  });

  it('is told apart by the id of the SMSC where it gives one, whatever else happens', async () => {
    const { smsc, heard } = await openOffice();
    for (const receipted_message_id of ['a', 'a', 'b']) await smsc.deliver({ ...yes, receipted_message_id });
    expect([ids(heard)[0] === ids(heard)[1], different(heard)]).toEqual([true, 2]);
  });

  it('is told apart by a parameter of the vendor that the host can read', async () => {
    const { smsc, heard } = await openOffice({ messageIdOf: ({ fields }) => String(fields['user_message_reference']) });
    for (const user_message_reference of [1, 1, 2]) await smsc.deliver({ ...yes, user_message_reference });
    expect(different(heard)).toBe(2);
  });

  it('to another number of ours, or from another customer, is another message', async () => {
    const { smsc, heard } = await openOffice();
    await Promise.all([smsc.deliver(yes), smsc.deliver({ ...yes, destination_addr: '4930999999' }), smsc.deliver({ ...yes, source_addr: '4915112345672' })]);
    expect(different(heard)).toBe(3);
  });
});

describe('a long message', () => {
  const parts = [part([7, 2, 1], 'A'), part([7, 2, 2], 'B')];

  it('whose line was lost before its last part came is completed on the next line', async () => {
    const { smsc, heard } = await openOffice();
    void smsc.deliver(parts[0] ?? {});
    await pause(20);
    smsc.drop();
    await smsc.bound(2);
    expect(await Promise.all(parts.map((fields) => smsc.deliver(fields)))).toEqual([0, 0]);
    expect(texts(heard)).toEqual(['AB']);
  });

  it('that is unfinished at the close is not acknowledged, so that the SMSC keeps it', async () => {
    const { smsc, heard, channel } = await openOffice();
    const answer = smsc.deliver(parts[0] ?? {});
    await pause(20);
    await channel.close();
    expect([await answer, heard]).toEqual([lineGone, []]);
  });
});
