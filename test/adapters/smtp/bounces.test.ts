import { describe, expect, it } from 'vitest';
import { openMailbox, openShop, outbound, parse, rawMail, send, startMailServer } from './mail-test-bench.js';

interface Report { readonly action?: string; readonly messageId?: string; readonly returned?: string; readonly type?: string }

/** What a mail server sends back: a sentence for people, the status for programs, and what it was about. */
const reportOf = ({ action = 'failed', messageId = '<ours@shop.example>', returned = 'message/rfc822', type = 'multipart/report; report-type=delivery-status; boundary="r"' }: Report): Buffer => rawMail({
  From: 'Mail Delivery System <MAILER-DAEMON@mx.example>', 'Return-Path': '<>', 'Auto-Submitted': 'auto-replied', Subject: 'Undelivered Mail', 'Content-Type': type, 'Message-ID': '<report@mx.example>',
}, [
  '--r', 'Content-Type: text/plain', '', 'I am sorry. Message-ID: <other@evil.example>', '',
  '--r', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '', 'Final-Recipient: rfc822; ana@home.example', `Action: ${action}`, 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1', '  Action: delivered', '',
  '--r', `Content-Type: ${returned}`, '', 'From: Shop <shop@shop.example>', 'Subject: Your order', `Message-ID:\n ${messageId}`, '', 'Text\nMessage-ID: <quoted@evil.example>', '',
  '--r--', '',
].join('\n'));

const hear = async (mail: Buffer) => {
  const { channel, heard } = await openMailbox();
  return { answer: await channel.onMail(mail), heard };
};
const failed = { kind: 'receipt', id: 'ours@shop.example:failed', providerId: 'ours@shop.example', state: 'failed' };

describe('A report of a mail server', () => {
  it.each(['message/rfc822', 'text/rfc822-headers', 'message/global-headers', 'message/rfc822\nContent-Disposition: attachment'])('that a mail could not be delivered is told of that mail, which comes back as %s', async (returned) => {
    expect(await hear(reportOf({ returned }))).toEqual({ answer: { responseCode: 250 }, heard: [failed] });
  });

  it('that a mail was delivered is told too', async () => {
    expect((await hear(reportOf({ action: 'delivered' }))).heard).toMatchObject([{ state: 'delivered', id: 'ours@shop.example:delivered' }]);
  });

  it.each([
    ['of a delay', { action: 'delayed' }],
    ['that a mail was handed on, which is no delivery', { action: 'relayed' }],
    ['without the mail it is about', { returned: 'application/octet-stream' }],
    ['about a mail without an id', { messageId: 'none' }],
    ['on something else', { type: 'multipart/report; report-type=feedback-report; boundary="other"' }],
    ['that is cut off', { type: 'multipart/report' }],
  ])('says nothing %s', async (_, report) => {
    expect(await hear(reportOf(report))).toEqual({ answer: { responseCode: 250 }, heard: [] });
  });

  it('in words alone says nothing, and is no message of a customer', async () => {
    expect((await hear(rawMail({ From: 'MAILER-DAEMON@mx.example' }, 'Hi. This is the mail program. 550 no such user. Message-ID: <ours@shop.example>'))).heard).toEqual([]);
  });

  it('names the mail as `send` named it', async () => {
    const { port, arrived } = await startMailServer();
    const result = await send(openShop(port), outbound('k1'));
    const { messageId = '' } = await parse(arrived[0]?.raw);
    const { heard } = await hear(reportOf({ messageId }));
    expect(heard).toMatchObject([{ providerId: result.status === 'sent' ? result.providerId : 'none' }]);
  });
});

describe('A mail server is asked', () => {
  const parametersOf = async (config: object): Promise<unknown> => {
    const asked: unknown[] = [];
    const { port } = await startMailServer({ hideDSN: false, onRcptTo: (address, { envelope }, done) => {
      asked.push({ ...envelope.mailFrom === false ? {} : envelope.mailFrom.args, ...address.args }, 'dsn' in envelope ? envelope.dsn : undefined);
      done();
    } });
    await send(openShop(port, config), outbound('k1'));
    return JSON.stringify(asked);
  };

  it('to keep the words of a mail out of its reports, and to report deliveries only where the host wants them', async () => {
    const plain = await parametersOf({});
    expect(plain).toContain('HDRS');
    expect(plain).not.toContain('SUCCESS');
    expect(await parametersOf({ deliveryReports: true })).toContain('SUCCESS');
  });
});
