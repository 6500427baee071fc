import type { StopLanguage } from '../stop-language.js';

const sv = '(sms|meddelanden|mejl|mail|utskick|reklam|nyhetsbrev)';
const da = '(sms|sms er|beskeder|mails?|reklamer|nyhedsbreve)';
const no = '(sms|meldinger|e ?poster|mailer|reklame|nyhetsbrev)';
const fi = '(viesteja|viestia|viestejanne|tekstiviesteja|sms|mainoksia|sahkoposteja|uutiskirjetta)';
const is = '(skilaboð|sms|pósta|tölvupósta|auglýsingar)';

/** Swedish, Danish, Norwegian, Finnish and Icelandic. */
export const nordic: StopLanguage = {
  courtesies: ['tack', 'takk', 'tak', 'venligst', 'vennligst', 'vinsamlegast', 'snalla', 'hej', 'hei', 'jag vill', 'jeg vil', 'kiitos', '(kan|kunde|vil|vill) (ni|du|i|dere)', 'ole hyva', 'olkaa hyva', 'vær så snill'],
  asks: [
    // Swedish, Danish, Norwegian
    'avregistrera( mig)?', '(inga|ikke|ingen) (fler|flere|mer) (sms|meddelanden|beskeder|meldinger|mejl)', 'afmeld( mig)?', 'avmeld( meg)?', 'meld meg av',
    `sluta( att)? (skicka|skriva|ringa|kontakta|messa|smsa)( till)?( (mig|oss))?( (fler|mer|era))?( ${sv})?( till (mig|oss))?`, `(jag )?vill inte( langre)? (ha|fa|ta emot)( nagra)?( (fler|mer|era|dessa))*( ${sv})( fran er)?( langre)?`, `skicka (inte|inga)( (mig|oss))?( (nagra|fler|mer|era)){1,2} ${sv}( till mig)?`, '(kontakta|ring|messa|smsa) (mig|oss) (inte|aldrig)( (igen|mer|langre))?', 'skriv inte till mig( (igen|mer))?', '(ta bort|radera|stryk) (mig|mitt nummer) fran( (er|din|den har))? (lista|listan|register|sandlista)',
    `(stop|hold op)( venligst)? med at (sende|skrive|ringe|kontakte|sms e|skrive sms er)( til)?( (mig|os))?( (flere|jeres))?( ${da})?( til mig)?`, `jeg (vil|onsker) ikke( længere)? (have|modtage|at modtage|fa)( (flere|jeres|disse))*( ${da})( (mere|længere|fra jer))?`, `send( mig)? ikke( mig)? flere ${da}`, '(kontakt|ring til|skriv til) mig (ikke|aldrig)( (igen|mere))?', '(fjern|slet) (mig|mit nummer) fra( (jeres|din|den her))? (liste|listen|lister)',
    `slutt( med)?( a)? (sende|skrive|ringe|kontakte)( til)?( meg)?( (flere|deres))?( ${no})?( til meg)?`, `jeg (vil|onsker) ikke( lenger)? (ha|motta|a motta|fa)( (flere|deres|disse))*( ${no})( (lenger|fra dere))?`, `ikke send meg( (flere|mer))? ${no}( (lenger|igjen))?`, 'ikke (kontakt|ring|skriv til) meg( (igjen|mer))?', '(fjern|slett) (meg|nummeret mitt) fra( deres)? (listen|liste|lista)( deres)?',
    // Finnish, Icelandic
    'peruuta tilaus', 'ei enaa (viesteja|viestia|sms)', '(lopettakaa|lopeta)( minulle)?( (naiden|teidan))? (viestien|tekstiviestien|mainosten|mainosviestien) (lahettaminen|lahettely)( minulle)?', `en (halua|toivo)( enaa)?( (saada|vastaanottaa))?( (enaa|teidan|lisaa))*( ${fi})( enaa)?`, `(alkaa|ala) (lahettako|laheta)( minulle)?( (enaa|lisaa))* ${fi}( enaa)?`, '(poistakaa|poista) (minut|numeroni) (listaltanne|listalta|listoiltanne|listastanne|rekisteristanne|listasta)', '(alkaa|ala) (ottako|ota) minuun( enaa)? yhteytta( enaa)?', '(alkaa|ala) (soittako|soita|kirjoittako|kirjoita) minulle( enaa)?',
    'afskra mig', `(hættið|hætta|hættu)( vinsamlegast)? að (senda|skrifa)( mér)?( fleiri)?( ${is})?`, `ekki (senda|sendið)( mér)? fleiri ${is}`, `(eg )?vil ekki( (fá|fleiri|lengur))* ${is}`, '(takið|taktu|fjarlægið) mig af (listanum|póstlistanum|lista ykkar)', 'ekki hafa samband( við mig)?( aftur)?',
  ],
  words: ['avsluta', 'avbestall', 'avslutt', 'lopeta', 'lopettakaa', 'hætta', 'hættið'],
  hints: ['avregistrer[^ ]*', 'afmeld[^ ]*', 'avmeld[^ ]*', 'avanmal[^ ]*', 'i (fred|ro)', 'ifred', 'rauhaan', 'í friði'],
  ends: ['slut[^ ]*', 'slutt[^ ]*', 'stop[^ ]*', 'hold op', '(inga|ikke|ingen|inte) .*(fler|flere|mer)', 'inte (ha|fa)', 'lopet[^ ]*', '(alkaa|ala|en halua|ei enaa)', 'hætt[^ ]*', 'vil ekki', 'fjern', 'ta bort'],
  contacts: ['sms', 'meddeland[^ ]*', 'beskeder', 'meldinger', '(teksti)?viest[^ ]*', 'skilaboð', 'mejl', 'reklam[^ ]*', 'utskick'],
};
