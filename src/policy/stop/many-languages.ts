import type { StopLanguage } from './stop-language.js';

const nordic: StopLanguage = {
  courtesies: ['tack', 'takk', 'tak', 'venligst', 'vennligst', 'snalla', 'hej', 'hei', 'jag vill', 'jeg vil', 'kiitos'],
  asks: [
    // Swedish, Danish, Norwegian
    'avsluta', 'avregistrera( mig)?', 'avbestall', 'avanmal( mig)?', '(inga|ikke|ingen) (fler|flere|mer) (sms|meddelanden|beskeder|meldinger|mejl)', '(sluta|slut|stop|slutt)( med)?( at| a)? (skicka|sende|å sende)( mig| meg)?( sms| meddelanden| beskeder| meldinger)?', 'ta bort mig fran listan', 'afmeld( mig)?', 'slet mig fra listen', 'avmeld( meg)?', 'meld meg av', 'avslutt', 'slett meg fra listen',
    // Finnish, Icelandic
    'lopeta', 'peru(uta)?( tilaus)?', 'ei enaa (viesteja|viestia|sms)', '(ala|alkaa) (laheta|lahettako)( enaa)? viesteja', 'poista minut (listalta|listasta)', 'hætta', 'afskra mig',
  ],
  hints: ['avregistrer[^ ]*', 'afmeld[^ ]*', 'avmeld[^ ]*', 'avanmal[^ ]*'],
};
const baltic: StopLanguage = {
  asks: ['atsisakyti', 'nebesiuskite( man)?( daugiau)? zinuciu', 'atteikties', 'nesutiet( man)?( vairs)? zinas', 'loobu', 'lopetage sonumite saatmine'],
  hints: ['nebesiuskite', 'nesutiet'],
};
const centralEuropean: StopLanguage = {
  courtesies: ['prosze', 'prosim', 'dziekuje', 'dekuji', 'dakujem', 'kerem', 'koszonom', 'va rog', 'multumesc', 'chce( sie)?', 'chci se', 'te rog', 'molim( vas)?', 'hvala'],
  asks: [
    // Polish, Czech, Slovak
    'rezygnuje', 'rezygnacja', 'wypisz( mnie)?( z (listy|newslettera))?', 'nie (pisac|pisz(cie)?( do mnie)?)( wiecej)?', 'nie chce wiecej (wiadomosci|smsow)', 'nie wysylaj(cie)?( mi)?( wiecej)? (wiadomosci|smsow)', 'odhlasi(t|ť)( (odber|odběr))?', 'odhlasit( se)?', 'uz mi nepist?e', 'uz mi nepis(te)?', 'nechci (dalsi|zadne) (zpravy|sms)', 'nechcem (dalsie|ziadne) spravy', 'zrusit odber',
    // Hungarian, Romanian
    'leiratkoz(as|om|nek)', 'ne kuldj(enek|on|etek) tobb uzenetet', 'dezabonare', 'dezabon(eaza|ati) ma', 'nu mai vreau (mesaje|sms uri)', 'nu mi mai trimit(e|eti) mesaje',
    // Croatian, Serbian, Bosnian, Slovene, Albanian
    'odjava', 'odjavi(te)? me', 'ne zelim vise poruka', 'nemoj(te)? mi( vise)? slati poruke', 'prestani(te)? slati poruke', 'odjavite me', 'ndalo', 'mos me dergoni( me)? mesazhe',
  ],
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
  asks: ['στοπ', 'διακοπη', 'διαγραφη', 'καταργηση εγγραφης', 'οχι αλλα (μηνυματα|sms)', 'μη(ν)? μου στελνετε( αλλα)? μηνυματα'],
  hints: ['καταργηση', 'μη(ν)? μου στελνετε'],
};
const turkish: StopLanguage = {
  courtesies: ['lutfen', 'merhaba', 'tesekkurler', 'artik'],
  asks: ['((abonelik|uyelik|sms|mesaj) )?iptal', 'ret', 'red', '(abonelikten|listeden) (cik|cikar|cikarin|cikmak istiyorum)', '(bana )?(mesaj|sms) (atmayin|gondermeyin|atma|gonderme)', '(mesaj|sms) istemiyorum'],
  hints: ['abonelikten', 'listeden', '(mesaj|sms) (atmayin|gondermeyin|istemiyorum)'],
};
const semitic: StopLanguage = {
  courtesies: ['من فضلك', 'لو سمحت', 'شكرا', 'בבקשה', 'תודה'],
  asks: [
    // Arabic, Persian, Hebrew
    'ايقاف', 'توقف', 'قف', 'الغاء( الاشتراك)?', 'اوقفوا( هذه)? الرسائل', 'لا ترسلوا( لي)?( اي)? رسائل', 'لا اريد( اي)?( المزيد من)? (ال)?رسائل', 'لغو( اشتراك)?', 'پيام نفرستيد', '(הסר|הסירו)( אותי)?( מהרשימה)?', 'תפסיקו לשלוח( לי)? הודעות', 'הפסיקו לשלוח( לי)? הודעות',
  ],
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
    'dung( lai)?', 'huy( dang ky)?', '(ngung|dung) gui( tin nhan)?( nua)?', 'đung gui( tin nhan)?( nua)?', 'tu choi', 'berhenti( berlangganan)?', 'henti(kan)?', 'unreg', 'batal(kan)?( langganan)?', '(stop|berhenti) (kirim|hantar)( pesan| mesej)?', 'jangan (kirim|hantar|hubungi)( pesan| mesej| sms)?( saya| ke saya)?( lagi)?', 'itigil( na)?', 'simamisha', 'usinitumie( tena)? ujumbe',
  ],
  hints: ['berlangganan', 'jangan (kirim|hantar|hubungi)'],
};

/** Other languages whose words stand apart, each with the words and sentences that are usual. */
export const manyLanguages: readonly StopLanguage[] = [nordic, baltic, centralEuropean, cyrillic, greek, turkish, semitic, southAsian, southEastAsian];
