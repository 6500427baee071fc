import type { StopLanguage } from './stop-language.js';

const nordic: StopLanguage = {
  courtesies: ['tack', 'takk', 'tak', 'venligst', 'vennligst', 'snalla', 'hej', 'hei', 'jag vill', 'jeg vil', 'kiitos'],
  asks: [
    // Swedish, Danish, Norwegian
    'avregistrera( mig)?', 'avanmal( mig)?', '(inga|ikke|ingen) (fler|flere|mer) (sms|meddelanden|beskeder|meldinger|mejl)', '(sluta|slut|stop|slutt)( med)?( at| a)? (skicka|sende|å sende)( mig| meg)?( sms| meddelanden| beskeder| meldinger)?', 'ta bort mig fran listan', 'afmeld( mig)?', 'slet mig fra listen', 'avmeld( meg)?', 'meld meg av', 'slett meg fra listen',
    // Finnish, Icelandic
    'peruuta tilaus', 'ei enaa (viesteja|viestia|sms)', '(ala|alkaa) (laheta|lahettako)( enaa)? viesteja', 'poista minut (listalta|listasta)', 'afskra mig',
  ],
  words: ['avsluta', 'avbestall', 'avslutt', 'lopeta', 'hætta'],
  hints: ['avregistrer[^ ]*', 'afmeld[^ ]*', 'avmeld[^ ]*', 'avanmal[^ ]*'],
};
const baltic: StopLanguage = {
  asks: ['nebesiuskite( man)?( daugiau)? zinuciu', 'nesutiet( man)?( vairs)? zinas', 'lopetage sonumite saatmine'],
  words: ['atsisakyti', 'atteikties', 'loobu'],
  hints: ['nebesiuskite', 'nesutiet'],
};
const centralEuropean: StopLanguage = {
  courtesies: ['prosze', 'prosim', 'dziekuje', 'dekuji', 'dakujem', 'kerem', 'koszonom', 'va rog', 'multumesc', 'chce( sie)?', 'chci se', 'te rog', 'molim( vas)?', 'hvala'],
  asks: [
    // Polish, Czech, Slovak
    'wypisz( mnie)?( z (listy|newslettera))?', 'nie (pisac|pisz(cie)?( do mnie)?)( wiecej)?', 'nie chce wiecej (wiadomosci|smsow)', 'nie wysylaj(cie)?( mi)?( wiecej)? (wiadomosci|smsow)', 'odhlasi(t|ť)( (odber|odběr))?', 'odhlasit( se)?', 'uz mi nepist?e', 'uz mi nepis(te)?', 'nechci (dalsi|zadne) (zpravy|sms)', 'nechcem (dalsie|ziadne) spravy', 'zrusit odber',
    // Hungarian, Romanian
    'leiratkoz(as|om|nek)', 'ne kuldj(enek|on|etek) tobb uzenetet', 'dezabonare', 'dezabon(eaza|ati) ma', 'nu mai vreau (mesaje|sms uri)', 'nu mi mai trimit(e|eti) mesaje',
    // Croatian, Serbian, Bosnian, Slovene, Albanian
    'odjava', 'odjavi(te)? me', 'ne zelim vise poruka', 'nemoj(te)? mi( vise)? slati poruke', 'prestani(te)? slati poruke', 'odjavite me', 'mos me dergoni( me)? mesazhe',
  ],
  words: ['rezygnuje', 'rezygnacja', 'ndalo'],
  hints: ['wypis[^ ]*', 'odhlas[^ ]*', 'leiratkoz[^ ]*', 'dezabon[^ ]*', 'odjav[^ ]*'],
};
const cyrillic: StopLanguage = {
  courtesies: ['пожалуйста', 'спасибо', 'здравствуйте', 'привет', 'будь ласка', 'дякую', 'моля', 'я хочу', 'хочу', 'прошу'],
  asks: [
    // Russian
    'стоп', 'хватит( (слать|присылать|писать)( мне)?( сообщения| смс| рекламу)?)?', 'не надо( больше)?( мне)? (писать|звонить|присылать)( мне)?( сообщения| смс)?', 'отписаться( от рассылки)?', 'отписка', 'отпишите( меня)?', '(больше )?не (пишите|звоните|присылайте|отправляйте|шлите)( больше)?( мне)?( больше)?( сообщени[яий]| смс| рекламу)?', '(прекратите|перестаньте) (слать|присылать|отправлять|писать)( мне)?( сообщения| смс| рекламу)?', '(я )?(больше )?не хочу( больше)? получать( ваши)? (сообщения|смс|рассылку)', '(уберите|удалите) меня из (рассылки|списка|базы)',
    // Ukrainian, Bulgarian, Serbian, Macedonian
    'відписатися', 'відпишіть( мене)?', 'не (пишіть|дзвоніть)( мені)?( більше)?', 'не надсилайте( мені)?( більше)? повідомлення', 'спри', 'отпиши ме', 'отписване', 'не искам повече( ваши)? съобщения', 'одјава', 'одјави ме',
  ],
  hints: ['стоп', 'отпис[^ ]*', 'отпиш[^ ]*', 'відпис[^ ]*', 'відпиш[^ ]*', 'не (пишите|присылайте|пишіть)', 'спам[^ ]*'],
};
const greek: StopLanguage = {
  courtesies: ['παρακαλω', 'ευχαριστω'],
  asks: ['στοπ', 'καταργηση εγγραφης', 'οχι αλλα (μηνυματα|sms)', 'μη(ν)? μου στελνετε( αλλα)? μηνυματα'],
  words: ['διακοπη', 'διαγραφη'],
  hints: ['καταργηση', 'μη(ν)? μου στελνετε'],
};
const turkish: StopLanguage = {
  courtesies: ['lutfen', 'merhaba', 'tesekkurler', 'artik'],
  asks: ['(abonelik|uyelik|sms|mesaj) iptal', '(abonelikten|listeden) (cik|cikar|cikarin|cikmak istiyorum)', '(bana )?(mesaj|sms) (atmayin|gondermeyin|atma|gonderme)', '(mesaj|sms) istemiyorum'],
  words: ['iptal', 'ret'],
  hints: ['abonelikten', 'listeden', '(mesaj|sms) (atmayin|gondermeyin|istemiyorum)'],
};
const semitic: StopLanguage = {
  courtesies: ['من فضلك', 'لو سمحت', 'شكرا', 'בבקשה', 'תודה'],
  asks: [
    // Arabic, Persian, Hebrew
    'ايقاف', 'الغاء الاشتراك', 'اوقفوا( هذه)? الرسائل', 'لا ترسلوا( لي)?( اي)? رسائل', 'لا اريد( اي)?( المزيد من)? (ال)?رسائل', 'لغو اشتراك', 'پيام نفرستيد', '(הסר|הסירו)( אותי)?( מהרשימה)?', 'תפסיקו לשלוח( לי)? הודעות', 'הפסיקו לשלוח( לי)? הודעות',
  ],
  words: ['توقف', 'قف', 'الغاء', 'لغو'],
  hints: ['الغاء الاشتراك', 'اوقفوا', 'לשלוח', 'מהרשימה', 'اشتراك'],
};
const southAsian: StopLanguage = {
  courtesies: ['कृपया', 'धन्यवाद', 'দয়া করে'],
  asks: ['रोकें', 'रोको', 'बंद (करें|करो|कर दो)', '(संदेश|मैसेज) भेजना बंद (करें|करो)', '(मुझे )?(संदेश|मैसेज) (मत भेजो|न भेजें|मत भेजिए)', 'বন্ধ করুন', '(বার্তা|মেসেজ) পাঠানো বন্ধ করুন', 'நிறுத்து', 'நிறுத்தவும்'],
  hints: ['बंद', 'বন্ধ'],
};
const southEastAsian: StopLanguage = {
  courtesies: ['tolong', 'mohon', 'harap', 'terima kasih', 'xin', 'lam on', 'vui long', 'cam on', 'po', 'tafadhali', 'asante'],
  asks: [
    // Vietnamese, Indonesian, Malay, Filipino, Swahili
    'huy dang ky', '(ngung|dung) gui( tin nhan)?( nua)?', 'berhenti berlangganan', 'batalkan langganan', '(stop|berhenti) (kirim|hantar)( pesan| mesej)?', 'jangan (kirim|hantar|hubungi)( pesan| mesej| sms)?( saya| ke saya)?( lagi)?', 'itigil( na)?', 'usinitumie( tena)? ujumbe',
  ],
  words: ['tu choi', 'berhenti', 'henti', 'hentikan', 'unreg', 'batal', 'simamisha', 'dung'],
  accented: ['dừng', 'dừng lại'],
  hints: ['berlangganan', 'jangan (kirim|hantar|hubungi)'],
};

/** Other languages whose words stand apart, each with the words and sentences that are usual. */
export const manyLanguages: readonly StopLanguage[] = [nordic, baltic, centralEuropean, cyrillic, greek, turkish, semitic, southAsian, southEastAsian];
