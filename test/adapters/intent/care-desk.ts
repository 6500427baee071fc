/** What customers of a small provider write about. */
export const words = {
  'no-internet': { any: ['internet', 'router', 'offline', 'wlan', 'ネット', 'インターネット'], never: ['new contract'] },
  invoice: { any: ['invoice', 'bill', 'charged', 'rechnung', '請求書'] },
  moving: { any: ['moving', 'new address', 'umzug', '引っ越し'] },
};

export const lessons = [
  { intent: 'no-internet', text: 'My internet is down since this morning' }, { intent: 'no-internet', text: 'the router shows a red light and I am offline' },
  { intent: 'no-internet', text: 'no internet at all, the wlan does not work' }, { intent: 'no-internet', text: 'インターネットがつながりません', locale: 'ja' },
  { intent: 'no-internet', text: 'Das Internet ist weg, der Router blinkt' }, { intent: 'no-internet', text: 'very slow connection, router restarted twice' },
  { intent: 'invoice', text: 'My invoice is too high' }, { intent: 'invoice', text: 'why was I charged twice on this bill' }, { intent: 'invoice', text: 'I do not understand the bill of May' },
  { intent: 'invoice', text: '請求書の金額が違います', locale: 'ja' }, { intent: 'invoice', text: 'Meine Rechnung stimmt nicht' }, { intent: 'invoice', text: 'send me the invoice again please' },
  { intent: 'moving', text: 'I am moving next month' }, { intent: 'moving', text: 'we have a new address from June' }, { intent: 'moving', text: 'Umzug: neue Adresse' },
  { intent: 'moving', text: '来月引っ越しをします', locale: 'ja' }, { intent: 'moving', text: 'moving house, can I take the contract along' }, { intent: 'moving', text: 'please change my address' },
  { intent: null, text: 'thank you very much' }, { intent: null, text: 'hello, is anybody there' }, { intent: null, text: 'what a lovely day' }, { intent: null, text: 'do you sell pizza' },
] as const;

export const examples = [
  { intent: 'no-internet', text: 'internet is down again' }, { intent: 'invoice', text: 'the bill is wrong' }, { intent: 'moving', text: 'we are moving in June' },
  { intent: 'invoice', text: '請求書はいつ届きますか', locale: 'ja' }, { intent: 'moving', text: 'Mein Umzug ist am Montag' },
];
export const elsewhere = 'a penguin plays chess';
