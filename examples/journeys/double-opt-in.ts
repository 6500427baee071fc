import { z } from 'zod';
import { days, defineJourney, facts } from 'throughline';

const said = z.object({ channel: z.string(), purpose: z.string(), evidence: z.string().optional() });
const forNews = ({ event }: { readonly event: { readonly data: z.infer<typeof said> } }): boolean => ['email', '*'].includes(event.data.channel) && ['marketing', '*'].includes(event.data.purpose);

const { setup } = defineJourney({
  id: 'double-opt-in', version: 1, ttlMs: days(30),
  events: { 'subscription.asked': z.object({ link: z.url() }), 'consent.given': said, 'consent.withdrawn': said },
  facts: { link: facts.personal(z.string()) },
  channels: { email: ['text'] },
  // somebody else may type this address into the form, again and again
  entry: { on: ['subscription.asked'], reentry: { mode: 'after-cool-down', coolDownMs: days(1) } },
  exit: [{ on: 'consent.withdrawn', when: 'immediate', reason: 'withdrawn' }],
});

/**
 * Asks whoever has the address whether they want what a form says they want. Whoever follows the link is who may give consent: the host answers that
 * request with `consent.given` and the link as evidence. Until then nothing is given, and who does nothing hears of it no more.
 */
export const doubleOptIn = setup({}).createMachine({
  context: ({ input }) => ({ link: input.event.data.link }),
  initial: 'asked',
  states: {
    asked: {
      description: 'We asked whether this address wants our news',
      entry: { type: 'send', params: { channel: 'email', purpose: 'transactional', template: 'please confirm', expiresInMs: days(1) } },
      after: { [days(7)]: 'lapsed' },
      on: { 'consent.given': { target: 'confirmed', guard: forNews } },
    },
    confirmed: {
      description: 'Consent is given',
      type: 'final',
      entry: { type: 'send', params: { channel: 'email', purpose: 'marketing', template: 'welcome' } },
    },
    lapsed: { description: 'Nobody confirmed', type: 'final' },
  },
});
