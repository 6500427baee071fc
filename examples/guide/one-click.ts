import { createSmtpChannel, createSmtpUnsubscribeChannel } from 'throughline/adapters/smtp';

/** E-mail whose offers can be ended with one click; both are channels of the host, and requests to the link go to the handler of the second. */
export function openMail() {
  const unsubscribe = createSmtpUnsubscribeChannel({ url: 'https://shop.example/no-more-mails', secret: process.env.LINK_SECRET ?? '', channel: 'email' });
  const email = createSmtpChannel({ from: { address: 'shop@shop.example' }, server: { host: 'smtp.shop.example' }, unsubscribeLink: unsubscribe.linkOf });
  return { email, unsubscribe };
}
