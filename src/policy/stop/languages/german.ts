import type { StopLanguage } from '../stop-language.js';

const nouns = '(sms|nachrichten?|werbung|mails?|e ?mails?|newsletter|anrufe?|meldungen|texte|whatsapps?|angebote|benachrichtigungen|mitteilungen|infos?|post)';
const things = `((weiteren?|weitere|ihrer?|eurer?|diese|solche|mehr|irgendwelche|solchen) ){0,3}${nouns}`;
const from = '( (von (ihnen|euch|dir)|an (diese|meine) nummer))?';
const writing = '(schreiben|anzuschreiben|schicken|zuzuschicken|senden|zusenden|kontaktieren|anzurufen|anrufen|belastigen|nerven|texten|simsen)';
const list = '(von|aus) (der|eurer|ihrer|dem|eurem|ihrem|allen|diesem|dieser) (liste|verteiler|kartei|datenbank|mailingliste|listen)';

export const german: StopLanguage = {
  courtesies: ['bitte', 'hallo', 'guten tag', 'danke( schon)?', 'vielen dank', 'mfg', 'sofort', 'ab sofort', 'jetzt', 'endlich', '(von meinem|gesendet von meinem) (i?phone|ipad|handy|mobiltelefon)( gesendet)?', 'ich (mochte|will|wurde gerne?)', 'mochte', 'mich', '(konnen|konnten|wurden|wollen) sie', '(konnt|konntet|wollt) ihr', 'kannst du', 'hiermit', 'ich bitte'],
  asks: [
    'stopp?(en)?', 'abmelden', 'abmeldung', 'abbestellen', 'austragen', `(den |die |diese )?${nouns} (abbestellen|abmelden|stoppen|beenden)`, `(vom|von (diesem|ihrem|eurem|allen|den|diesen)) ${nouns} abmelden`,
    `keine(n)? ${things}( mehr)?${from}( mehr)?( (bitte|senden|schicken|schreiben|wunschen))?`, `keine(n)? (weiteren? ${nouns}|${nouns} mehr)${from}( mehr)? (erhalten|bekommen|empfangen)`, `ich (mochte|will|wunsche|brauche)( ab sofort| bitte)? keine(n)? ${things}( mehr)?${from}( mehr)?( erhalten| bekommen| empfangen| haben| kriegen)?`, `ich (mochte|will)${from} keine(n)? ${things} mehr( erhalten| bekommen| empfangen| haben| kriegen)?`, `stell(en|t)( sie)?( bitte)?( (die|das))?( (senden|schicken|versand|zusendung))?( (von|der))?( ${things}) ein`,
    `ich (mochte|will) (nichts|nie) (mehr|wieder)( etwas| was)?${from} (horen|lesen|erhalten|bekommen)`,
    '(mir |mich |uns )?(nicht|nie) (mehr|weiter|langer|wieder) (schreiben|anschreiben|kontaktieren|anrufen|anmailen|benachrichtigen)', '(schreiben|schreibt|schreib|kontaktieren|kontaktiert|kontaktiere|rufen|ruft|ruf|belastigen|belastigt)( sie)? (mir|mich|uns) (bitte )?(nicht|nie) (mehr|langer|wieder)( an)?', '(schreiben|schreibt|schreib|kontaktieren|kontaktiert)( sie)? (mir|mich|uns) (bitte )?nicht', `(schicken|schickt|schick|senden|sendet|sende)( sie)? (mir|uns) (bitte )?keine ${things} mehr`, `(schicken|schickt|schick|senden|sendet|sende)( sie)? (mir|uns) (bitte )?keine weiteren ${nouns}`,
    `(horen|hort|hor|hore)( sie)?( bitte)?( damit)? auf( damit)?( (mir|mich|uns))?( standig| dauernd)?( ${things})?( zu)? ${writing}`, `aufhoren( (mir|mich|uns))?( standig| dauernd)?( ${things})?( zu)? ${writing}`,
    `(von (ihnen|euch) )?nicht (mehr|langer|weiter)( (per|von) (sms|mail|telefon|ihnen|euch))?( (kontaktiert|angerufen|angeschrieben|belastigt|benachrichtigt)) werden`, `unterlass(en|t)( sie)?( bitte)? ${things}`, `(meine nummer|mich) (bitte )?${list} (nehmen|loschen|streichen|entfernen)`, `um (loschung|streichung|entfernung|austragung) ${list}`, '(loschen|loscht|losch|entfernen|entfernt)( sie)?( bitte)? meine (telefon|handy|mobil)?nummer',
    'melden? (sie )?mich (bitte )?ab', `(nehmen|nehmt|nimm|streichen|streicht|loschen|loscht|losch|entfernen|entfernt|entferne)( sie)? (mich|uns|meine (telefon|handy|mobil)?nummer|meine e ?mail( adresse)?) (bitte )?${list}`, 'ich widerrufe( hiermit)? meine (einwilligung|zustimmung)',
  ],
  words: ['widerruf'],
  hints: ['stopp(en|t|e)?', 'abmeld[^ ]*', 'meld[^ ]* (ich )?(mich|uns)( [^ ]+){0,2} ab', 'abbestell[^ ]*', 'austragen', 'aufhor[^ ]*', 'keine (sms|nachrichten|werbung|mails) mehr', 'nicht mehr (schreiben|anrufen|kontaktieren)', '(schreiben|schreibt|schicken|schickt)( sie)? mir (nicht|keine)', '(von|aus) (der|eurer|ihrer|dem) (liste|verteiler)', 'widerruf[^ ]*', 'in ruhe'],
  ends: ['(hor|hore|hort|horen)', 'auf', 'reicht', 'nerv[^ ]*', 'genug', 'schluss', 'weiteren?', 'keine .* mehr', 'losch[^ ]*', 'entfern[^ ]*', 'satt', 'zu viele?', 'beenden', 'unterlass[^ ]*', 'lust', 'nicht (mehr|langer)', 'stell(en|t) .* ein', 'loschung', 'verzichte'],
  contacts: ['nachrichten', 'sms', 'e?mails', 'newsletter', 'anrufe', 'werbung', '(zu )?kontaktieren', 'mir .*zu (schreiben|schicken|senden)', 'verteiler', '(kontaktiert|angerufen|angeschrieben|belastigt)', 'meine (handy|telefon)?nummer'],
};
