import { createSmppChannel } from '../../../adapters/smpp/index.js';
import type { Answer, Arrived, ChannelHarness, ChannelUnderTest, Outside, Said } from '../../../src/testing/index.js';
import { receipt, smpp, startSmsc, ucs2, type ServerPdu, type Smsc } from './smsc-test-bench.js';

const maxTextLength = 1_000;
const status = (name: string): number => smpp.errors[name] ?? -1;

/** Short messages over TCP to a real SMSC, read by the parser of its own package. */
export const smppHarness: ChannelHarness = { create: createSms, patienceMs: 10_000 };

async function createSms(): Promise<ChannelUnderTest> {
  const smsc = await startSmsc();
  const channel = createSmppChannel({ host: '127.0.0.1', port: smsc.port, systemId: 'shop', password: 'secret', source: '+4930123456', reconnectMs: 10, responseMs: 2_000, perSecond: 10_000, maxTextLength });
  return { channel, outside: outsideOf(smsc) };
}

function outsideOf(smsc: Smsc): Outside {
  const { arrived, answering } = phones();
  const said = new Set<string>();
  let binds = 0;
  smsc.answerBy(answering);
  const answer = (code: number): Answer => (code === 0 ? 'taken' : code === status('ESME_RX_T_APPN') ? 'again' : 'refused');
  const lost = async (): Promise<void> => {
    smsc.drop();
    await smsc.bound(binds += 1);
  };
  const always = (fields: object | 'silence') => () => smsc.answerBy(() => fields);
  const report = (stat: string) => async (id: string): Promise<Answer> => answer(await smsc.deliver(receipt(id, stat, { source_addr: arrived.find((one) => one.id === id)?.to.slice(1) })));
  return {
    begin: () => smsc.bound(binds = 1),
    received: () => arrived.map(({ id: _id, ...one }): Arrived => one),
    async say(saying: Said) {
      // a message comes again where the SMSC cannot know that it was taken
      if (said.has(saying.id)) await lost();
      said.add(saying.id);
      return answer(await smsc.deliver({ source_addr: saying.from.slice(1), data_coding: 8, short_message: ucs2(saying.text) }));
    },
    report: { delivered: report('DELIVRD'), failed: report('UNDELIV') },
    trouble: {
      down: always({ command_status: status('ESME_RSYSERR') }),
      rate: always({ command_status: status('ESME_RTHROTTLED') }),
      refuse: always({ command_status: status('ESME_RINVDSTADR') }),
      slow: always('silence'),
      none: () => smsc.answerBy(answering),
    },
    dispose: () => smsc.close(),
  };
}

interface OnPhone extends Arrived { readonly id: string }

/** Phones that join the parts of a message by what stands in their headers. */
function phones(): { readonly arrived: readonly OnPhone[]; readonly answering: (submit: ServerPdu, nth: number) => object } {
  const arrived: OnPhone[] = [];
  const waiting = new Map<string, ServerPdu[]>();
  return {
    arrived,
    answering(submit, nth) {
      const id = `id-${nth}`;
      const { udh } = submit['short_message'];
      const [reference, total] = udh?.[0]?.subarray(-3) ?? [0, 1];
      const group = `${submit['destination_addr']} ${reference}`;
      const parts = [...(waiting.get(group) ?? []), submit];
      waiting.set(group, parts.length < total ? parts : []);
      if (parts.length >= total) arrived.push({ to: `+${submit['destination_addr']}`, ...joined(parts), id });
      return { message_id: id };
    },
  };
}

function joined(parts: readonly ServerPdu[]): { readonly text: string; readonly wire: string } {
  const inOrder = parts.toSorted((a, b) => (a['short_message'].udh?.[0]?.at(-1) ?? 0) - (b['short_message'].udh?.[0]?.at(-1) ?? 0));
  return {
    text: inOrder.map((part) => String(part['short_message'].message)).join(''),
    wire: inOrder.map(({ command: _command, sequence_number: _number, ...fields }) => JSON.stringify([fields['data_coding'], fields['esm_class'], fields['source_addr'], fields['short_message']])).join('\n'),
  };
}
