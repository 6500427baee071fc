import type { StopLanguage } from '../stop-language.js';

const nouns = '(messaggi|messaggio|messaggini|sms|mail|e ?mail|pubblicita|newsletter|notifiche|chiamate|offerte|promozioni|comunicazioni)';
const things = `((i|gli|vostri|vostre|le|altri|altre|questi|queste|alcun|nessun|tuoi|di|piu|la) ){0,3}${nouns}`;
const writing = '(mandarmi|inviarmi|scrivermi|chiamarmi|contattarmi|disturbarmi)';
const list = '(da|dall[ae])( (vostr[ae]|tua|sua|questa))? (list[ae]|mailing list|rubrica|database)';

export const italian: StopLanguage = {
  courtesies: ['per favore', 'per piacere', 'ciao', 'salve', 'buongiorno', 'grazie', 'vorrei', 'voglio', 'subito', '(potete|potreste|puoi|potresti|puo|potrebbe)', 'vi prego( di)?', '(vi|le) chiedo( gentilmente)? di', 'siete pregati di', 'cortesemente'],
  asks: [
    'disiscri(vimi|vermi|vetemi|zione)', 'cancella(mi|temi|zione)', '(annulla(re)?|cancella(re)?) (l)?(a )?iscrizione', `basta( con)? ${things}`, 'non (mandatemi|inviatemi|mandate|inviate) piu (niente|nulla)', `basta ${writing}( ${things})?`, `(smettete(la)?|smettila|smetti|smetta|smettere|smetterla|finitela|finiscila) di (${writing}|mandare|inviare)( ${things})?`, `non (inviatemi|mandatemi|inviarmi|mandarmi|inviate|mandate)( piu)? ${things}( piu)?`, 'non (scrivetemi|contattatemi|chiamatemi|disturbatemi|scrivermi|contattarmi|chiamarmi|disturbarmi)( (piu|mai piu|ancora))?',
    `non (voglio|desidero|vorrei|intendo)( piu)?( ricevere)? ${things}( da voi)?( piu)?`, `non ricevere (piu|altri|altre) ${things}`, 'non (voglio|desidero) (piu )?(essere (contattat[oa]|disturbat[oa])|sentirvi|avere vostre notizie)( piu)?', `(toglietemi|rimuovetemi|cancellatemi|eliminatemi|cancellami|toglimi|eliminami) ${list}`, `(rimuovete|togliete|cancellate|eliminate|rimuovere|togliere|cancellare) il mio (numero|indirizzo|contatto)( ${list})?`,
  ],
  hints: ['basta', 'disiscri[^ ]*', 'non (scrivetemi|contattatemi|inviatemi|mandatemi)', 'non voglio( piu)? (ricevere|messaggi)', '(dalla|da questa) lista', 'in pace'],
  ends: ['smett[^ ]*', 'fermare', 'non (vuole|voglio|vogliono|desidera|desidero)', 'stuf[oa]', 'stanc[oa]', 'troppi', 'troppe', 'bloccare'],
  contacts: [nouns, writing],
};
