import type { StopLanguage } from '../stop-language.js';

const pl = '(wiadomosci|wiadomosc|sms|sms ami|sms y|smsy|smsow|sms ow|maili|maile|e maili|reklam|reklamy|ofert|newslettera|powiadomien)';
const polish: StopLanguage = {
  courtesies: ['prosze', 'bardzo prosze', 'dziekuje', 'dzien dobry', 'chce( sie)?', 'juz', 'natychmiast', 'od teraz', '(mozecie|moga panstwo|czy mozecie)'],
  asks: [
    'wypisz( mnie)?( z (listy|newslettera))?', 'nie (pisac|pisz(cie)?( do mnie)?)( wiecej)?',
    `(przestan|przestancie|przestac)( (mi|do mnie|mnie))?( juz)? (pisac|wysylac|przysylac|dzwonic|nekac|spamowac)( (mi|do mnie|mnie))?( ${pl})?`, `nie (wysylac|wysylaj|wysylajcie|przysylac|przysylaj|przysylajcie)( (mi|do mnie))?( juz)?( wiecej)?( zadnych)? ${pl}( wiecej)?`, 'nie (piszcie|pisz|pisac|dzwoncie|dzwon|dzwonic)( juz)?( wiecej)? do mnie( (wiecej|juz))?', 'nie (wysylajcie|wysylaj|wysylac|przysylajcie|piszcie)( mi| do mnie)?( juz)? nic( wiecej)?', '(prosze )?(sie ze mna nie kontaktowac|nie kontaktowac sie ze mna|nie kontaktujcie sie ze mna)( wiecej)?',
    `nie (chce|zycze sobie)( juz)?( wiecej)?( (otrzymywac|dostawac))?( (od was|od panstwa))?( juz)?( wiecej)?( (waszych|tych|zadnych))? ${pl}( (od was|wiecej))?`, `(dosc|koniec)( tych| z tymi)? ${pl}`, '(usuncie|usun|usunac|wykreslcie|wykreslic|wypiszcie|skreslcie) (mnie|moj numer)( z( (waszej|tej|swojej|panstwa))? (listy|bazy|bazy danych|newslettera))?', 'o (usuniecie|wykreslenie|wypisanie) (mnie|mojego numeru)( z( (waszej|tej|panstwa))? (listy|bazy|newslettera))?', 'mnie (wypisac|usunac)( z( (waszej|tej|panstwa))? (listy|bazy|newslettera))?',
  ],
  words: ['rezygnuje', 'rezygnacja'],
  hints: ['wypis[^ ]*', 'spokoj'],
  ends: ['n?i?e?przesta[^ ]*', 'zatrzyma[^ ]*', 'dosc', 'nie (chce|zycze|wysyl[^ ]*|pisz[^ ]*|dzwon[^ ]*|przysyl[^ ]*)', 'usun[^ ]*'],
  contacts: ['wiadomosc[^ ]*', 'sms[^ ]*', 'maile?i?', 'reklam[^ ]*', 'do mnie', 'listy'],
};

const cs = '(zpravy|zprav|sms|smsky|maily|e maily|reklamy|newslettery?|spravy|sprav)';
const czechAndSlovak: StopLanguage = {
  courtesies: ['prosim', 'prosim vas', 'dekuji', 'diky', 'dakujem', 'vdaka', 'dobry den', 'chci se', 'chcem sa', 'uz', 'okamzite', '(muzete|mozete)'],
  asks: [
    'odhlasi(t|ť)( (odber|odběr))?', 'zrusit odber',
    `(prestante|prestan|prestat)( uz)?( (mi|me|ma))? (psat|posilat|volat|kontaktovat|obtezovat|pisat|posielat|volat|otravovat)( (mi|me|ma))?( ${cs})?`, `(neposilejte|neposilej|neposilat|neposielajte|neposielaj)( (mi|nam))?( prosim)?( uz)?( (zadne|dalsi|vase|ziadne|dalsie)){0,2} ${cs}( uz)?`, '(nepiste|nevolejte|nepiste|nevolajte|nepis)( prosim)? mi( (uz|prosim|vic|viac)){0,2}', '(mi|me|ma) (nepiste|nevolejte|nevolajte|nekontaktujte|neotravujte)', '(nekontaktujte|neotravujte) (me|ma)( (uz|vic|viac))?', `(nechci|nepreji si|nechcem|nezelam si)( uz)?( (dostavat|prijimat))?( od vas)?( uz)?( (zadne|dalsi|vase|ziadne|dalsie|tyto)){0,2} ${cs}`, '(vymazte|odstrante|odhlaste|vyradte|smazte|vyskrtnete) (me|ma|moje cislo)( (z|ze|zo)( vaseho)? (seznamu|zoznamu|databaze|databazy|odberu))?',
  ],
  hints: ['odhlas[^ ]*'],
  ends: ['(ne)?prest[^ ]*', 'zastavit', 'nechci', 'nechcem?', 'neposil[^ ]*', 'neposiel[^ ]*', 'nepis[^ ]*', 'dost'],
  contacts: ['zpravy?', 'sprav[^ ]*', 'sms', 'maily', 'psat', 'pisat'],
};

const hu = '(uzenet(et|eket)?|sms( ?t| ?eket)?|levelet|emailt|e mailt|hirlevelet|reklamot|ertesitest)';
const ro = '(mesaje|mesajele|mesaj|sms uri|sms urile|emailuri|mailuri|reclame|notificari)';
const others: StopLanguage = {
  courtesies: ['kerem', 'kerjuk', 'koszonom', 'jo napot', 'va rog( frumos)?( sa)?', 'te rog( sa)?', 'multumesc', 'buna ziua', 'ju lutem', 'faleminderit', '(puteti|ati putea) (sa)?'],
  asks: [
    // Hungarian
    'leiratkoz(as|om|nek)', `ne (kuldj|kuldjenek|kuldjon|kuldjetek|kuldjen)( (nekem|ide))?( (tobb|ujabb))? ${hu}( (nekem|tobbet))?`, 'ne (irjanak|irjon|irjatok|irj|hivjanak|hivjon|keressenek|keressen|zaklassanak|zaklasson) (nekem|engem)( (tobbet|tobbe|tobbszor))?', 'ne (irjanak|irjon|irjatok|hivjanak|hivjon|keressenek|keressen|zaklassanak) (tobbet|tobbe|tobbszor)', `nem (kerek|szeretnek|akarok)( (tobb|ujabb|onoktol))* ${hu}( kapni)?`, '(toroljenek|toroljon|torolje|toroljetek|vegyenek le|vegyen le|toroljek a szamom(at)?)( engem)?( az?)? (listarol|listajarol|listajukrol|adatbazisbol)', 'hagyj(ak|a|atok) abba az? (uzenetek|sms ek|levelek|reklamok) (kuldeset|kuldozgeteset)',
    // Romanian
    'dezabonare', 'dezabon(eaza|ati) ma', `nu( (mi|ne))? mai (trimite|trimiteti)( (alte|niciun))? ${ro}`, 'nu mi mai (scrie|scrieti)', `nu( mai)? (vreau|doresc)( sa( mai)? primesc)?( (alte|aceste))? ${ro}( de la (voi|dumneavoastra|tine))?`, '(stergeti|scoateti|eliminati|sterge|scoate) ma (de pe|din) (lista|listele|baza de date)( (voastra|dumneavoastra))?', `(opriti|incetati|opreste)( (trimiterea de|sa mi trimiteti))? ${ro}`, 'nu ma mai (contactati|sunati|deranjati|contacta|suna|deranja)',
    // Albanian
    'mos me (dergoni|dergo)( me)? (mesazhe|sms)', 'mos me (shkruani|telefononi|kontaktoni)( me)?', 'nuk dua( te marr)?( me)? (mesazhe|sms)( (nga ju|tuaja))?', 'me (hiqni|fshini) nga lista( juaj)?', '(ndaloni|ndalo)( se)? (derguari|shkruari|dergimin e)( me)?( mesazhe(ve)?)?',
  ],
  words: ['ndalo'],
  hints: ['leiratkoz[^ ]*', 'dezabon[^ ]*'],
  ends: ['hagyj[^ ]*', 'leallit[^ ]*', 'ne (kuldj|irj)[^ ]*', 'nem (kerek|akarok)', 'opr(esc|iti|este|i)', 'inceta[^ ]*', 'nu (mai )?(vreau|doresc)', 'nu mi mai', 'ndal[^ ]*', 'nuk dua', 'mos'],
  contacts: ['uzenet[^ ]*', 'sms', 'mesaj[^ ]*', 'mesazh[^ ]*'],
};

/** Polish, Czech with Slovak, and Hungarian, Romanian and Albanian. */
export const centralEuropean: readonly StopLanguage[] = [polish, czechAndSlovak, others];
