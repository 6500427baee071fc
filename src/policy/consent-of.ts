import type { Consent } from '../model/consent.js';
import type { Purpose } from '../model/effect.js';

/** The messages that consent is asked for: one purpose on one channel. */
export interface ConsentAsked { readonly channel: string; readonly purpose: Purpose }

/**
 * The statement that stands for messages of a purpose on a channel: the latest of those that name them, and at the same time the withdrawal.
 * What has to be sent (`transactional`) is meant only by a statement that names it, never by `*`. `undefined` where nothing was said.
 */
export function consentOf(consents: readonly Consent[], asked: ConsentAsked): Consent | undefined {
  return consents.filter((consent) => isAbout(consent, asked)).reduce<Consent | undefined>((stands, next) => (stands === undefined || overrules(next, stands) ? next : stands), undefined);
}

/** Whether messages of a purpose on a channel are not to be sent because the customer said so. */
export const isWithdrawn = (consents: readonly Consent[], asked: ConsentAsked): boolean => consentOf(consents, asked)?.state === 'withdrawn';

/** The statements once one more is made: of each channel and purpose the one that stands. */
export function withConsent(consents: readonly Consent[], said: Consent): readonly Consent[] {
  const same = consents.find((one) => one.channel === said.channel && one.purpose === said.purpose);
  if (same !== undefined && !overrules(said, same)) return consents;
  return [...consents.filter((one) => one !== same), said];
}

const isAbout = (consent: Consent, { channel, purpose }: ConsentAsked): boolean =>
  (consent.channel === channel || consent.channel === '*') && (consent.purpose === purpose || (consent.purpose === '*' && purpose !== 'transactional'));

const overrules = (next: Consent, stands: Consent): boolean => next.at > stands.at || (next.at === stands.at && next.state === 'withdrawn');
