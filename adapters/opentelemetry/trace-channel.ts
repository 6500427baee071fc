import { SpanKind, type Attributes } from '@opentelemetry/api';
import type { Channel, Deliver, Inbound, Received, SendResult } from '../../src/ports/channel.js';
import { inSpan } from './in-span.js';
import type { Instruments } from './instruments.js';
import { attributeNames, spanNames } from './telemetry-names.js';

/** The same channel, with a span and a duration for each message that it takes and each time it brings something. */
export function traceChannel<C extends Channel>(instruments: Instruments, name: string, channel: C): Channel & Pick<C, 'capabilities'> {
  const { contract, identityNamespace, capabilities, limits } = channel;
  const of = { instruments, name, about: { [attributeNames.system]: channel.name, [attributeNames.destination]: name } };
  return {
    contract, name: channel.name, identityNamespace, capabilities,
    ...(limits !== undefined && { limits }),
    ...(channel.open !== undefined && { open: (deliver) => channel.open?.(tracedDeliver(of, deliver)) ?? Promise.resolve() }),
    ...(channel.verify !== undefined && { verify: (request, bytes) => channel.verify?.(request, bytes) ?? Promise.resolve(false) }),
    ...(channel.receive !== undefined && { receive: tracedReceive(of, channel.receive.bind(channel)) }),
    ...(channel.send !== undefined && { send: tracedSend(of, channel.send.bind(channel)) }),
    close: () => channel.close(),
  };
}

interface Traced { readonly instruments: Instruments; readonly name: string; readonly about: Attributes }

function tracedSend({ instruments: { tracer, durations, counters }, name, about }: Traced, send: NonNullable<Channel['send']>): NonNullable<Channel['send']> {
  const attributes = { ...about, [attributeNames.operation]: 'send', [attributeNames.operationType]: 'send' };
  return (message, io) => {
    const own = { ...attributes, ...(message.purpose !== undefined && { [attributeNames.purpose]: message.purpose }) };
    counters.sent.add(1, own);
    return inSpan<SendResult>({ tracer, duration: durations.send, name: `${spanNames.send} ${name}`, kind: SpanKind.PRODUCER, attributes: own, answered: sentLabels }, () => send(message, io));
  };
}

/** A message that was not taken failed; the channel's own code may hold a provider's words. */
const sentLabels = ({ status }: SendResult): Attributes => (status === 'sent' ? { [attributeNames.status]: status } : { [attributeNames.status]: status, [attributeNames.errorType]: status });

/** What a provider posts is read here and decided by the orchestrator, which counts it as events. */
function tracedReceive({ instruments: { tracer, durations, counters }, name, about }: Traced, receive: NonNullable<Channel['receive']>): NonNullable<Channel['receive']> {
  const attributes = { ...about, [attributeNames.operation]: 'receive', [attributeNames.operationType]: 'receive' };
  return (request, bytes) => inSpan<Received>({
    tracer, duration: durations.send, name: `${spanNames.receive} ${name}`, kind: SpanKind.CLIENT, attributes,
    answered: ({ inbound }, span) => {
      span.setAttribute(attributeNames.batch, inbound.length);
      counters.consumed.add(inbound.length, attributes);
      return {};
    },
  }, async () => receive(request, bytes));
}

function tracedDeliver({ instruments: { tracer, durations, counters }, name, about }: Traced, deliver: Deliver): Deliver {
  const attributes = { ...about, [attributeNames.operation]: 'process', [attributeNames.operationType]: 'process' };
  return (inbound: readonly Inbound[]) => {
    counters.consumed.add(inbound.length, attributes);
    return inSpan<void>({
      tracer, duration: durations.process, name: `${spanNames.process} ${name}`, kind: SpanKind.CONSUMER, attributes,
      answered: (_, span) => {
        span.setAttribute(attributeNames.batch, inbound.length);
        return {};
      },
    }, () => deliver(inbound));
  };
}
