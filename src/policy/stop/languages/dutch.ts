import type { StopLanguage } from '../stop-language.js';

const nouns = '(berichten|berichtjes|bericht|sms|smsjes|mails?|e ?mails?|reclame|nieuwsbrief|nieuwsbrieven|meldingen|telefoontjes|appjes|aanbiedingen)';
const things = `((deze|jullie|uw|verdere|meer|zulke) ){0,2}${nouns}`;
const please = '( (alstublieft|alsjeblieft|aub))?';
const sending = '(sturen|zenden|versturen|smsen|sms en|mailen|bellen|appen|schrijven|contacteren|benaderen)';

export const dutch: StopLanguage = {
  courtesies: ['aub', 'alstublieft', 'alsjeblieft', 'hallo', 'bedankt', 'dank u', 'gelieve', 'ik (wil|zou graag)', 'graag', 'me', 'mij', 'nu', '(wilt|kunt|zou) u', '(willen|kunnen) jullie', '(kun|kan|wil) je', 'vanaf nu'],
  asks: [
    'afmelden', 'stoppen', 'uitschrijven', `geen ${things}( meer)?( (naar|aan) (mij|dit nummer))?( sturen)?`, `(ik (wil|wens|hoef|zou graag))?( verder| voortaan)? ?geen ${things} meer( van (jullie|u))?( te)?( ontvangen| krijgen)?`, `ik (wil|wens) geen ${things}( van (jullie|u))?( te)?( ontvangen| krijgen)?`, `(me|mij|ons) geen ${things} meer( te)? sturen`, 'ik wil niets meer van (jullie|u|je) (horen|ontvangen)', `stuur( (me|mij|ons))?${please} geen ${things} meer`,
    `(stop|stoppen)${please} met( het)?( (me|mij|ons))?( ${things})?( te)? ${sending}( van ${things})?( (naar|aan) mij)?`, `(hou|houd|houdt u)${please} op met( het)?( (me|mij|ons))?( ${things})?( te)? ${sending}( van ${things})?`, `ophouden met( het)?( (me|mij|ons))?( ${things})?( te)? ${sending}( van ${things})?`,
    `neem${please} geen contact( meer)?( op)? met (mij|me|ons)( meer)?( op)?`, `(bel|schrijf|mail|app|sms|contacteer|benader) (mij|me|ons)${please} (niet meer|nooit meer|nooit weer)`, '(haal|halen|verwijderen|schrappen) (me|mij|mijn nummer) (van|uit) (de|jullie|uw|je|deze) (lijst|bestand)', '((me|mij|mijn nummer) )?(van|uit) (de|jullie|uw|je|deze) (lijst|bestand) (halen|verwijderen|schrappen)', 'meld (me|mij) af', 'schrijf (me|mij) uit', '(haal|verwijder) (me|mij|mijn (telefoon)?nummer|mijn e ?mail(adres)?) (van|uit) (de|jullie|uw|je|deze) (lijst|lijsten|bestand|database|mailinglijst)',
  ],
  hints: ['afmeld[^ ]*', 'uitschrijv[^ ]*', 'meld (ik )?(me|mij) af', 'geen (berichten|sms|mails) meer', 'van de lijst', 'met rust', 'stoppen'],
  ends: ['stop[^ ]*', '(hou|houd|ophouden)', 'geen', 'genoeg', 'zat', 'te veel', 'niet meer', 'verwijder'],
  contacts: ['berichten', 'sms', 'mails', 'reclame', 'nieuwsbrief', 'lijst'],
};
