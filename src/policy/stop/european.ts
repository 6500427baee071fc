import type { StopLanguage } from './stop-language.js';

const things = '(te?xts?|text messages?|messages?|msgs?|sms|mms|e?mails?|e mails?|newsletters?|notifications?|ads|marketing|promotions|calls|stuff|these|this|them)';
const english: StopLanguage = {
  courtesies: ['please', 'pls', 'plz', 'hi', 'hello', 'hey', 'dear (team|all|sir or madam)', 'thanks?( you)?( very much)?', 'thx', 'now', 'immediately', 'at once', '(could|can|would|will) you', 'i (want|would like|wish|d like|need) to', 'id like to', 'ok', 'okay', 'regards', 'kindly', 'just', 'today', '(sent|get outlook) (from|for) (my )?(i?phone|ipad|ios|android|samsung|galaxy|mobile)( device| phone)?'],
  asks: [
    'stop( ?all| everything)?', 's t o p', 'unsub(scribe)?( me| us)?( from)?( all| (this|the|your|these|any)( mailing| contact| marketing)?( list| lists| newsletter| messages| emails| texts))?', 'opt ?(me |us )?out( of (all|these|this|the|your)( messages| emails| texts)?)?',
    `(stop|quit) (sending|send)( me| us)?( any| all)?( more)?( of)?( the| these| those| this| your)?( more| marketing| promotional)? ${things}`, '(stop|quit) (texting|messaging|emailing|mailing|calling|contacting|spamming|writing( to)?|bothering)( me| us)?( anymore| again| any more)?',
    `stop( all)?( the| these| those| your| any)?( marketing| promotional)? ${things}( to (me|us|this number))?`, `no more( of)?( the| these| your)?( marketing| promotional)? ${things}( anymore)?`,
    `(do not|dont|never) (text|message|msg|contact|email|e mail|mail|call|write|write to|sms|spam) (me|us)( again| any ?more| ever again)?`, `(do not|dont|never) send( me| us)?( any)?( more)?( of)?( these| the| your)?( more)? ${things}( again| any ?more)?`,
    `i (do not|dont|no longer) (want|wish|need|would like)( to (receive|get))?( any)?( more)?( of)?( these| the| your)?( more)? ${things}( from you)?( any ?more)?`,
    '(remove|delete) (me|us|my (phone )?number|my e?mail( address)?|this number)( from)?( all| (this|the|your|any)( mailing| contact| marketing| sms)?( lists?| database))?', 'take (me|us|my (phone )?number|this number) off( of)?( all| (this|the|your|any)( mailing| contact| marketing)?( lists?))?', '(i )?(revoke|withdraw) my consent',
  ],
  words: ['end', 'quit', 'cancel', 'revoke'],
  hints: ['stopp?', '(messages|texts|emails|updates|sms|notifications)( have| has)? stopped', 'unsub[^ ]*', 'opt(ed|ing)?( me)? out', 'optout', 'no more (texts|messages|emails|sms)', 'remove me', 'take me off', '(do not|dont|no longer) (want|wish|need)( to (receive|get))?( any)?( more)?( of)?( these| your)?( more)? (texts?|text messages?|messages|sms|e?mails?|marketing)', '(dont|do not|never) send me', 'stopp?(ed)? (texting|messaging|emailing|calling|contacting)', 'leave me alone', 'spam[^ ]*', 'harass[^ ]*', '(do not|dont|never) (text|message|contact|email|call|write)( to)? (me|us)', '(revoke|withdraw) my consent'],
};

const germanThings = '(sms|nachrichten?|werbung|mails?|e ?mails?|newsletter|anrufe|meldungen|texte|whatsapps?)';
const german: StopLanguage = {
  courtesies: ['bitte', 'hallo', 'guten tag', 'danke( schon)?', 'vielen dank', 'mfg', 'sofort', 'jetzt', '(von meinem|gesendet von meinem) (i?phone|ipad|handy|mobiltelefon)( gesendet)?', 'ich (mochte|will|wurde gerne?)', 'mochte', 'mich'],
  asks: [
    'stopp?(en)?', `stopp? ${germanThings}`, 'abmelden', 'abmeldung', 'abbestellen', 'austragen', `(den |die |diese )?${germanThings} (abbestellen|abmelden|stoppen|beenden)`, `keine(n)? (weiteren? )?${germanThings}( mehr)?( (senden|schicken|erhalten|bekommen|empfangen|schreiben))?( von (ihnen|euch))?`,
    '(mir |mich |uns )?nicht (mehr|weiter|langer) (schreiben|anschreiben|kontaktieren|anrufen|anmailen|benachrichtigen)', '(schreiben|schreibt|schreib|kontaktieren|kontaktiert|rufen|ruft)( sie)? (mir|mich|uns) (bitte )?nicht (mehr|langer)( an)?', `(schicken|schickt|schick|senden|sendet|sende)( sie)? mir (bitte )?keine ${germanThings} mehr`,
    'melden? (sie )?mich (bitte )?ab', '(nehmen|nehmt|nimm|streichen|streicht|loschen|loscht|entfernen|entfernt)( sie)? mich (bitte )?(von|aus) (der|eurer|ihrer|dem|eurem|ihrem) (liste|verteiler)', 'ich widerrufe( hiermit)? meine (einwilligung|zustimmung)',
  ],
  words: ['widerruf'],
  hints: ['stopp(en|t|e)?', 'abmeld[^ ]*', 'abbestell[^ ]*', 'austragen', 'keine (sms|nachrichten|werbung|mails) mehr', 'nicht mehr (schreiben|anrufen|kontaktieren)', '(schreiben|schreibt|schicken|schickt)( sie)? mir (nicht|keine)', '(von|aus) (der|eurer|ihrer|dem) (liste|verteiler)', 'widerruf[^ ]*'],
};

const frenchThings = '(messages?|sms|textos?|mails?|e ?mails?|publicites?|pubs?|newsletters?)';
const french: StopLanguage = {
  courtesies: ['svp', 'stp', 'sil vous plait', 'sil te plait', 'bonjour', 'merci( beaucoup)?', 'je (veux|voudrais|souhaite)', 'veuillez', 'maintenant'],
  asks: [
    'arret(er|ez)?', 'stop (sms|pub)', '(me |vous )?desabonner', 'desabonnez moi', 'desabonnement', '(me |vous )?desinscrire', 'desinscrivez moi', 'desinscription', `(arret(ez|e)|cess(ez|e)) (de )?(menvoyer|me contacter|mecrire|menvoyer des|me deranger|les|ces)( de| des| vos| ces| tous ces)?( ${frenchThings})?`,
    `plus (de|aucun) ${frenchThings}`, `ne menvoy(ez|er) plus (de|aucun|vos|ces)? ?${frenchThings}?`, 'ne m(e )?(ecrivez|contactez|envoyez|appelez) plus( rien)?', `je ne (veux|souhaite|desire) plus( recevoir)?( de| vos| aucun| ces) ${frenchThings}`, '(retirez|supprimez|enlevez|retire) moi de (votre|la|cette|vos) listes?',
  ],
  hints: ['desabonn[^ ]*', 'desinscri[^ ]*', 'plus de (messages|sms)', 'plus recevoir', '(menvoyez|mecrivez|contactez) plus', '(retirez|supprimez|enlevez) moi'],
};

const iberianThings = '(mensajes?|mensagens|mensagem|sms|textos?|correos?|e ?mails?|publicidad|publicidade|missatges|notificaciones)';
const spanish: StopLanguage = {
  courtesies: ['por favor', 'porfa(vor)?', 'hola', 'gracias', 'ya', 'ahora', '(quiero|quisiera|deseo)', 'buen(os|as) (dias|tardes)'],
  asks: [
    'baja', '(dar|darme|darse|denme|deme|dame) de baja', '(cancelar|anular|eliminar) (mi |la )?suscripcion', 'desuscrib(ir|irme|anme)', `no mas ${iberianThings}`, `no me (envien|envie|manden|mande|envies|mandes)( mas)? ${iberianThings}`, 'no me (escriban|escriba|contacten|llamen|molesten)( mas)?',
    `(dejen|deje|deja|paren) de (enviarme|mandarme|escribirme|contactarme|molestar(me)?|llamarme)( mas)?( ${iberianThings})?`, `no (quiero|deseo)( recibir)?( mas)? ${iberianThings}`, '(quitenme|quiteme|saquenme|saqueme|borrenme|eliminenme) de (la|su|esta) lista',
    // Catalan
    'donar me de baixa', `no mes ${iberianThings}`,
  ],
  words: ['alto', 'parar', 'cancelar'],
  hints: ['de baja', 'desuscrib[^ ]*', 'no me (escriban|envien|manden|contacten)', 'no (quiero|deseo) (recibir|mas (mensajes|sms))', '(quitenme|saquenme|borrenme)', 'dejen de [^ ]+', 'de baixa'],
};
const portuguese: StopLanguage = {
  courtesies: ['por favor', 'ola', 'obrigad[oa]', 'quero', 'gostaria de', 'agora'],
  asks: [
    'pare', 'parem', 'cancelar (a |minha )?(inscricao|assinatura|subscricao)', '(me )?descadastr(ar|e|em)', `(pare|parem|para) de (me )?(enviar|mandar)( me)?( mais)? ${iberianThings}`, `nao (quero|desejo)( mais)?( receber)?( mais)? ${iberianThings}`, `nao me (mande|mandem|envie|enviem)( mais)? ${iberianThings}`, 'nao me (contate|contatem|escreva|escrevam)( mais)?', 'sair da (sua )?lista', 'me (tire|tirem|remova|removam) da (sua )?lista',
  ],
  words: ['sair', 'remover'],
  hints: ['descadastr[^ ]*', 'nao me (mandem|enviem|mande|envie)', 'nao quero( mais)? receber', 'da lista'],
};
const italianThings = '(messaggi|messaggio|sms|mail|e ?mail|pubblicita|newsletter)';
const italian: StopLanguage = {
  courtesies: ['per favore', 'per piacere', 'ciao', 'salve', 'buongiorno', 'grazie', 'vorrei', 'voglio', 'subito'],
  asks: ['disiscri(vimi|vermi|vetemi|zione)', 'cancella(mi|temi|zione)', '(annulla(re)?|cancella(re)?) (l)?(a )?iscrizione', `basta ${italianThings}`, `non (inviatemi|mandatemi|inviarmi|mandarmi)( piu)? ${italianThings}`, 'non (scrivetemi|contattatemi|scrivermi|contattarmi|chiamatemi)( piu)?', `non voglio( piu)?( ricevere)?( piu)? ${italianThings}`, '(toglietemi|rimuovetemi|cancellatemi) dalla (vostra )?lista'],
  hints: ['basta', 'disiscri[^ ]*', 'non (scrivetemi|contattatemi|inviatemi)', 'non voglio( piu)? (ricevere|messaggi)', 'dalla lista'],
};
const dutchThings = '(berichten|berichtjes|sms|smsjes|mails?|e ?mails?|reclame|nieuwsbrief)';
const dutch: StopLanguage = {
  courtesies: ['aub', 'alstublieft', 'alsjeblieft', 'hallo', 'bedankt', 'dank u', 'ik (wil|zou graag)', 'graag', 'me', 'mij', 'nu'],
  asks: ['afmelden', 'stoppen', 'uitschrijven', `geen ${dutchThings}( meer)?( sturen)?( ontvangen)?`, `stuur (me|mij|ons) geen ${dutchThings} meer`, 'meld (me|mij) af', 'schrijf (me|mij) uit', 'haal (me|mij) van (de|jullie|uw) lijst'],
  hints: ['afmeld[^ ]*', 'uitschrijv[^ ]*', 'meld (me|mij) af', 'geen (berichten|sms|mails) meer', 'van de lijst'],
};

/** Languages written in Latin letters that many of our users' customers write, each in some breadth. */
export const european: readonly StopLanguage[] = [english, german, french, spanish, portuguese, italian, dutch];
