import type { Heard } from 'throughline';

/** What a customer's words mean, by where their journey stands. A language model could answer here as well; the journey would not change. */
export function understand({ type, data, customer }: Heard) {
  if (type !== 'message.received') return undefined;
  const said = String(data.text);
  const [help] = customer.journeys;
  if (help === undefined) return { type: 'chat.started' as const, data: { question: said } };
  const orderNumber = /\b[A-Z]-\d+\b/.exec(said)?.[0];
  if (help.where.includes('asking')) return orderNumber === undefined ? { type: 'chat.unresolved' as const, data: {} } : { type: 'order.numbered' as const, data: { orderNumber } };
  if (help.where.some((state) => state === 'answered' || state === 'searching')) return { type: /helps|thank|yes/i.test(said) ? 'chat.resolved' as const : 'chat.unresolved' as const, data: {} };
  return { type: 'customer.replied' as const, data: { reply: said } };
}
