import type { StopLanguage } from '../stop-language.js';

const nouns = '(messages?|sms|textos?|mails?|e ?mails?|publicites?|pubs?|newsletters?|notifications?|appels|offres)';
const things = `((de|des|vos|ces|tes|aucun|aucune|les|tous|d|votre|ce|cette) ){0,3}${nouns}`;
const writing = '(menvoyer|me contacter|mecrire|me deranger|mappeler|me harceler|me spammer|me solliciter|me textoter)';
const list = '(votre|la|cette|vos|ta|tes) (listes?|base|fichiers?)( de (diffusion|contacts?|donnees))?';
const mine = '(mon (numero|nom|adresse|mail|e mail|contact)|mes coordonnees)';

export const french: StopLanguage = {
  courtesies: ['svp', 'stp', 'sil vous plait', 'sil te plait', 'bonjour', 'merci( beaucoup)?', 'merci de', '(je (veux|voudrais|souhaite)|jaimerais)', 'veuillez', 'maintenant', 'merci', '(pouvez|pourriez|voulez) vous', '(peux|pourrais) tu', 'je vous (demande|prie) de', 'priere de', 'immediatement'],
  asks: [
    'arret(er|ez)?', '(me |vous )?desabonner', 'desabonnez moi', 'desabonnement', '(me |vous )?desinscrire', 'desinscription', `(arret(ez|e|er)|cess(ez|e|er)|stop|stopper|stoppez) (de |d)?${writing}( ${things})?`, `(darret|arret|cess)(ez|e|er) (avec )?${things}`, `(stop|stoppez|stopper)( (aux|avec|avec vos|a vos|la|les|avec la|a la))? ${things}`, `(je )?refuse(r)?( de recevoir)? ${things}`, `(arret(ez|e|er)|cess(ez|e|er)) (lenvoi|les envois)( ${things})?`,
    `plus (de|aucun) ${nouns}`, `ne menvo(yez|yer|ie|ies|yes) plus (rien|${things})`, `ne plus (menvoyer|recevoir) (rien|${things})`, `ne plus ${writing}`, 'ne m(e )?(ecrivez|contactez|envoyez|appelez|ecris|appelle|derangez|sollicitez|harcelez|spammez) plus( rien| jamais)?', 'ne m(e )?(ecrivez|contactez|appelez|derangez)( plus)? jamais',
    `je ne (veux|souhaite|desire) plus( recevoir)? ${things}`, 'je ne (veux|souhaite|desire) plus (etre (contactee?|derangee?|sollicitee?|appelee?)( par (sms|mail|telephone|vous))?|(rien )?recevoir( rien)? de vous|entendre parler de vous)',
    `(retirez|supprimez|enlevez|retire|effacez) moi de ${list}`, `me (retirer|supprimer|enlever) de ${list}`, `(retirez|supprimez|enlevez|effacez|retirer|supprimer|effacer) ${mine}( de ${list})?`,
  ],
  hints: ['desabonn[^ ]*', 'desinscri[^ ]*', 'plus de (messages|sms)', 'plus recevoir', '(menvoyez|mecrivez|contactez) plus', '(retirez|supprimez|enlevez) moi', 'arret(ez|er)', 'cessez', 'tranquille'],
  ends: ['n?arret[^ ]*', 'cess[^ ]*', 'plus', 'marre', 'assez', 'trop', 'ras le bol', 'stopper', 'darreter', 'refuse', 'contre'],
  contacts: [nouns, 'contactee?', '(contacter|mecrire|mappeler)'],
};
