import type { Heard } from 'throughline';

/** What a customer's words mean, by where their journey stands. A language model could answer here as well; the journey would not change. */
export function understand({ type, data, customer }: Heard) {
  if (type !== 'message.received') return undefined;
  const said = String(data.text);
  const help = customer.journeys.find(({ journey }) => journey === 'parcel-help');
  if (help === undefined) return { type: 'help.asked' as const, data: { question: said } };
  if (/\b(person|human|somebody|someone|agent|colleague)\b/i.test(said)) return { type: 'person.asked' as const, data: {} };
  const orderNumber = /\b[A-Z]-\d+\b/.exec(said)?.[0];
  if (orderNumber !== undefined && help.where.includes('asking')) return { type: 'order.numbered' as const, data: { orderNumber } };
  if (/\b(helps|thank|thanks)\b/i.test(said)) return { type: 'help.given' as const, data: {} };
  return { type: 'customer.wrote' as const, data: {} };
}
