import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
// @ts-expect-error -- the package ships no types
import untyped from 'smpp';

/** A text as it was submitted. */
export interface Submitted { readonly to: string; readonly text: string }
/** SMPP's side of an SMSC with one customer, such as a shop: it may be gone at any time, and what it should get waits for it. */
export interface SmscLine {
  readonly port: number;
  /** Brings a message or a receipt from a phone; resolves once it was taken. */
  deliver(phone: string, fields: object): Promise<void>;
  close(): Promise<void>;
}
/** What becomes of a submitted text: its id, and what is done once the other side has heard it. */
export type TakeText = (submitted: Submitted) => Promise<{ readonly id: string; readonly told: () => void }>;

interface Pdu { readonly command_status: number; response(fields?: object): Pdu; readonly destination_addr: string; readonly short_message: { readonly message: string | Buffer }; readonly message_payload?: { readonly message: string } }
interface Session {
  on(event: string, heard: (pdu: Pdu) => void): void;
  send(pdu: Pdu): boolean;
  deliver_sm(fields: object, answered: (answer: Pdu) => void): boolean;
  destroy(): void;
}
interface Waiting { readonly fields: object; readonly taken: () => void; under: Session | undefined }
interface Line { bound: Session | undefined; readonly waiting: Set<Waiting>; readonly take: TakeText }

const smpp: { createServer(options: object, onSession: (session: Session) => void): Server } = untyped;
const againMs = 200;

/** Listens on a free port of this machine. */
export async function openSmscLine(take: TakeText): Promise<SmscLine> {
  const line: Line = { bound: undefined, waiting: new Set(), take };
  const server = smpp.createServer({}, (session) => serve(line, session));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    deliver: (phone, fields) => new Promise((resolve) => {
      const one: Waiting = { fields: { ...addressesOf(phone), ...fields }, under: undefined, taken: () => { line.waiting.delete(one); resolve(); } };
      line.waiting.add(one);
      bring(line, one);
    }),
    close: async () => {
      line.bound?.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function serve(line: Line, session: Session): void {
  session.on('error', () => {});
  session.on('close', () => { if (line.bound === session) line.bound = undefined; });
  for (const asked of ['enquire_link', 'unbind']) session.on(asked, (pdu) => void session.send(pdu.response()));
  session.on('bind_transceiver', (pdu) => {
    line.bound = session;
    session.send(pdu.response({ system_id: 'smsc' }));
    for (const one of line.waiting) bring(line, one);
  });
  session.on('submit_sm', (pdu) => void line.take({ to: `+${pdu.destination_addr}`, text: String(pdu.message_payload?.message ?? pdu.short_message.message) }).then(({ id, told }) => {
    // who is gone by now did not hear that we have it, and submits it again
    if (line.bound !== session) return;
    session.send(pdu.response({ message_id: id }));
    told();
  }));
}

function bring(line: Line, one: Waiting): void {
  const { bound } = line;
  if (bound === undefined || one.under === bound) return;
  one.under = bound;
  bound.deliver_sm(one.fields, ({ command_status }) => {
    if (command_status === 0) return one.taken();
    one.under = undefined;
    setTimeout(() => bring(line, one), againMs);
  });
}

const addressesOf = (phone: string): object => ({ source_addr: phone.slice(1), source_addr_ton: 1, source_addr_npi: 1, destination_addr: '447700900000', dest_addr_ton: 1, dest_addr_npi: 1 });
