import type { KnowledgeArticle } from '../../ports/index.js';

/** A small help centre. */
export const helpArticles: readonly KnowledgeArticle[] = [
  { id: 'router', title: 'Restart your router', text: 'Pull the plug of the router, wait for ten seconds and put it back in. The lights turn green within three minutes.', locale: 'en', intents: ['no-internet'] },
  { id: 'router-de', title: 'Den Router neu starten', text: 'Ziehen Sie den Stecker des Routers, warten Sie zehn Sekunden und stecken Sie ihn wieder ein.', locale: 'de', intents: ['no-internet'] },
  { id: 'router-anywhere', title: 'Router: what the lights mean', text: 'Green: fine. Red: call us.', url: 'https://help.example.com/lights' },
  { id: 'invoice', title: 'When your invoice is due', text: 'Every invoice is due fourteen days after its date. It stands in your account.', locale: 'en', intents: ['invoice'] },
  { id: 'invoice-ja', title: '請求書について', text: '請求書は毎月一日に届きます。', locale: 'ja', intents: ['invoice'] },
  { id: 'parcel', title: 'Where your parcel is', text: 'The number of the parcel stands in the message that we sent when it left.', locale: 'en', intents: ['parcel'] },
  { id: 'address-parcel', title: 'A new address for something on its way', text: 'Tell the driver of the new address.', locale: 'en', intents: ['parcel'] },
  { id: 'address-contract', title: 'A new address for your contract', text: 'Tell us of the new address two weeks before.', locale: 'en', intents: ['contract'] },
];
