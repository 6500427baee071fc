import type { Assist, AssistReceived } from '../../src/ports/index.js';
import { createMemoryAssist, type AssistUnderTest } from '../../src/testing/index.js';
import { createWebhookUnderTest } from '../adapters/webhook/assist-harness.js';

/** An assist that breaks one clause; `fails` are the cases that must notice, and no others may. */
export interface BrokenAssist { readonly name: string; readonly fails: string; readonly create: () => AssistUnderTest | Promise<AssistUnderTest> }

const never = { signal: new AbortController().signal };

/** One in memory, some of whose members do something else. */
const breakCalls = (name: string, fails: string, members: (sound: Assist) => Partial<Assist>): BrokenAssist => ({
  name, fails,
  create: () => {
    const assist = createMemoryAssist();
    return { assist: { ...assist, ...members(assist) }, has: async () => assist.contacts(), trouble: assist.trouble, say: assist.says };
  },
});

/** One over webhooks that reads in another way. */
const breakReading = (name: string, fails: string, edit: (received: AssistReceived) => AssistReceived, members: Partial<Assist> = {}): BrokenAssist => ({
  name, fails,
  create: async () => {
    const { assist, ...under } = await createWebhookUnderTest();
    return { ...under, assist: { ...assist, receive: async (request, bytes) => edit((await assist.receive?.(request, bytes)) ?? { heard: [] }), ...members } };
  },
});

export const brokenAssists: readonly BrokenAssist[] = [
  breakCalls('has no name', 'ASS-01', () => ({ name: '' })),
  breakCalls('judges requests that it does not take', 'ASS-01', () => ({ verify: async () => false })),
  breakCalls('forgets what goes along', 'ASS-02', ({ hand }) => ({ hand: ({ packet: _lost, ...work }, io) => hand(work, io) })),
  breakCalls('says of two contacts that they are one', 'ASS-03 ASS-06', ({ hand }) => ({ hand: (work, io) => hand({ ...work, item: 'contact-1' }, io) })),
  breakCalls('takes a busy router for one that will never have it', 'ASS-04', ({ hand }) => ({ hand: async (work, io) => { const handed = await hand(work, io); return handed.status === 'retry' ? { status: 'refused', code: 'busy' } : handed; } })),
  breakCalls('does not say how much later', 'ASS-04', ({ hand }) => ({ hand: async (work, io) => { const { status, ...more } = await hand(work, io); return status === 'retry' ? { status } : { ...more, status } as never; } })),
  breakCalls('says why in the words of the router', 'ASS-05', ({ hand }) => ({ hand: async (work, io) => { const handed = await hand(work, io); return handed.status === 'refused' ? { ...handed, code: 'We have no queue for Mrs Smith!' } : handed; } })),
  breakCalls('asks a router for ever that does not want it', 'ASS-05', ({ hand }) => ({ hand: async (work, io) => { const handed = await hand(work, io); return handed.status === 'refused' ? { status: 'retry' } : handed; } })),
  breakCalls('takes nothing back', 'ASS-06 ASS-07 ASS-08', () => ({ takeBack: async () => {} })),
  breakCalls('fails where a contact is gone already', 'ASS-06', ({ takeBack }) => {
    const gone = new Set<string>();
    return { takeBack: async (what, io) => { if (gone.has(what.item)) throw new Error('gone'); gone.add(what.item); return takeBack(what, io); } };
  }),
  breakCalls('takes a router that is away to have let go', 'ASS-07', ({ takeBack }) => ({ takeBack: async (what, io) => takeBack(what, io).catch(() => io.signal.throwIfAborted()) })),
  breakCalls('hands over though it was given up', 'ASS-08', ({ hand }) => ({ hand: (work) => hand(work, never) })),
  breakCalls('takes back though it was given up', 'ASS-08', ({ takeBack }) => ({ takeBack: (what) => takeBack(what, never) })),
  breakCalls('does not hear that a contact failed', 'ASS-09', ({ open }) => ({ open: async (deliver) => open?.((heard) => deliver(heard.filter(({ type }) => type !== 'failed'))) })),
  breakCalls('hears the last thing first', 'ASS-09', ({ open }) => ({ open: async (deliver) => open?.((heard) => deliver(heard.toReversed())) })),
  (() => {
    let count = 0;
    return breakReading('gives what it hears names of its own', 'ASS-09 ASS-10 ASS-12', ({ heard }) => ({ heard: heard.map((one) => ('kind' in one ? one : { ...one, id: `n${(count += 1)}` })) }));
  })(),
  breakReading('believes everybody', 'ASS-11', (received) => received, { verify: async () => true }),
  breakReading('leaves out what it cannot read', 'ASS-12', ({ heard }) => ({ heard: heard.filter((one) => !('kind' in one)) })),
  breakReading('takes what it cannot read for a failure', 'ASS-12 ASS-13', ({ heard }) => ({ heard: heard.map((one) => ('kind' in one ? { id: one.id, item: 'contact-1', order: 0, type: 'failed' } : one)) })),
  breakCalls('hands over after it was closed', 'ASS-14', ({ hand }) => ({ close: async () => {}, hand })),
];
