import type { Crm, CrmCapability, CrmCustomer, CrmFound, CrmIo, CrmRecord, CrmWrite } from '../../src/ports/index.js';
import type { MemoryCrm } from '../../src/testing/index.js';

/** A CRM that breaks one clause; `fails` are the cases that must notice, and no others may. */
export interface BrokenCrm {
  readonly name: string;
  readonly fails: string;
  readonly wrap: (crm: MemoryCrm) => Crm;
}

type Method = 'upsert' | 'merge' | 'logActivity' | 'openCase' | 'updateCase' | 'closeCase';
type WriteOf<M extends Method> = Parameters<NonNullable<Crm[M]>>[0];
/** The methods of a memory CRM that can do everything, without the question whether they are there. */
export interface Sound {
  readonly memory: MemoryCrm;
  write<M extends Method>(method: M, what: WriteOf<M>, io?: CrmIo): Promise<void>;
  find(customer: CrmCustomer, io?: CrmIo): Promise<CrmFound>;
}

const never: CrmIo = { signal: new AbortController().signal };

const soundOf = (memory: MemoryCrm): Sound => ({
  memory,
  async write(method, what, io = never) {
    const call: ((what: never, io: CrmIo) => Promise<void>) | undefined = memory[method]?.bind(memory);
    await call?.(what as never, io);
  },
  async find(customer, io = never) { return (await memory.find?.(customer, io)) ?? { status: 'none' }; },
});

export function breakCrm(name: string, fails: string, members: (sound: Sound) => Partial<Crm>): BrokenCrm {
  return { name, fails, wrap: (memory) => ({ ...memory, ...members(soundOf(memory)) }) };
}

/** One write is done in another way. */
export function breakWrite<M extends Method>(name: string, fails: string, method: M, how: (what: WriteOf<M>, sound: Sound, state: Map<string, string>) => Promise<void>): BrokenCrm {
  return breakCrm(name, fails, (sound) => {
    const state = new Map<string, string>();
    const broken = async (what: WriteOf<M>, io: CrmIo): Promise<void> => { io.signal.throwIfAborted(); await how(what, sound, state); };
    return { [method]: broken };
  });
}

/** One write says something else than it was told. */
export function breakWords<M extends Method>(name: string, fails: string, method: M, edit: (what: WriteOf<M>) => WriteOf<M>): BrokenCrm {
  return breakWrite(name, fails, method, (what, { write }) => write(method, edit(what)));
}

/** Answers a look-up in another way. */
export function breakFind(name: string, fails: string, how: (customer: CrmCustomer, sound: Sound) => Promise<CrmFound>): BrokenCrm {
  return breakCrm(name, fails, (sound) => ({ find: async (customer, io) => { io.signal.throwIfAborted(); return how(customer, sound); } }));
}

/** Answers another record than it found. */
export function breakRecord(name: string, fails: string, edit: (record: CrmRecord) => CrmRecord): BrokenCrm {
  return breakFind(name, fails, async (customer, { find }) => {
    const found = await find(customer);
    return found.status === 'one' ? { status: 'one', record: edit(found.record) } : found;
  });
}

/** Does not hear that a call was given up. */
export const deaf = (method: Method, fails: string): BrokenCrm => breakCrm(`writes by ${method} though the call was given up`, fails, ({ write }) => ({ [method]: (what: WriteOf<typeof method>) => write(method, what) }));

/** What a CRM declares, but for one. */
export const undeclared = ({ capabilities }: Pick<Crm, 'capabilities'>, capability: CrmCapability): Crm['capabilities'] => Object.fromEntries(Object.entries(capabilities).filter(([name]) => name !== capability));

let keys = 0;
/** The same write under a key that nobody has used. */
export const again = <W extends CrmWrite>(what: W): W => ({ ...what, key: `again-${++keys}` });

/** The same customer, known by this alone. */
export const knownBy = (customer: CrmCustomer, ...identities: readonly string[]): CrmCustomer => ({ ...customer, id: `${customer.id}-alone`, identities });
