import type { StopLanguage } from '../stop-language.js';

const nouns = '(mensajes?|mensagens|mensagem|sms|textos?|correos?|e ?mails?|publicidad|publicidade|missatges?|notificaciones|notificacoes|ofertas|promociones|promocoes|propaganda|llamadas|ligacoes|trucades|boletines|boletin|publicitat|anuncios)';
const things = `((mas|mais|mes|ningun|ninguna|nenhuma|otros|sus|tus|estos|esos|essas|estas|suas|vossas|los|as|de|els|vostres|aquests|cap|tantos|tantas) ){0,3}${nouns}`;

const spanish: StopLanguage = {
  courtesies: ['por favor', 'porfa(vor)?', 'hola', 'gracias', 'ya', 'ahora', '(quiero|quisiera|deseo)', 'buen(os|as) (dias|tardes)', '(pueden|puede|podrian|podria|puedes|podrias)', 'les pido que', 'le pido que', '(quiero|quisiera|exijo|necesito) que', 'favor( de)?', 'inmediatamente', 'si us plau', 'gracies'],
  asks: [
    'baja', '(dar|darme|darse|denme|deme|dame) de baja', '(cancelar|anular|eliminar) (mi |la )?suscripcion', 'desuscrib(ir|irme|anme)', `no mas ${nouns}`, `basta (de|con) ${things}`, `no (enviar|mandar|enviarme|mandarme) ${things}`, `no me interesan?( recibir)? ${things}`, `no (manden|envien|mandes|envies) (mas nada|nada mas|${things})`, 'me (borren|quiten|saquen|eliminen) de (la|su|esta) lista', `no me (envien|envie|manden|mande|envies|mandes|hagan llegar) ${things}`, `no me (escriban|escriba|contacten|contacte|llamen|llame|molesten|moleste|escribas|llames)( (mas|nunca mas|de nuevo|otra vez))?`, `no me vuelvan? a (escribir|llamar|contactar|molestar|(mandar|enviar) ${things})`,
    `(dejen|deje|deja|dejad|dejar|paren|pare|para|parar|cesen) de (enviarme|mandarme|escribirme|contactarme|molestar(me)?|llamarme|textearme)( ${things})?`, `(dejen|deje|deja|dejad|dejar|paren|pare|para|parar|cesen) de (enviar|mandar|recibir) ${things}`, `no (quiero|deseo|queremos)( seguir)?( recibir| recibiendo)? ${things}( de (ustedes|vosotros|usted|ti))?`, 'no (quiero|deseo) (saber nada|que me (contacten|llamen|escriban)) ?(mas|de ustedes)?',
    '(quitenme|quiteme|quitame|saquenme|saqueme|sacame|borrenme|borreme|borrame|eliminenme|elimineme|eliminame) de (la|su|esta|vuestra|sus|tu) listas?', '(elimine|eliminen|borre|borren|quite|quiten|saquen|saque|eliminar|borrar|quitar) mi (numero( de telefono)?|telefono|correo)( de (la|su|esta|sus|vuestra) (listas?|base de datos))?',
    // Catalan
    'donar me de baixa', `no mes ${nouns}`, `(deixeu|deixi|deixin|deixa|pareu) (denviar|de trucar|de contactar|descriure|de molestar)( me| m| em)( ${things})?`, `no vull( rebre)? ${things}`, `no (menvieu|menvii|menviin) ${things}`, 'no em (truqueu|contacteu|molesteu|escriviu)( mes)?', '(esborreu|elimineu|traieu) (me|el meu numero) de( la| aquesta)?( vostra)? llista',
  ],
  words: ['alto', 'parar', 'cancelar'],
  hints: ['de baja', 'desuscrib[^ ]*', 'no me (escriban|envien|manden|contacten)', 'no (quiero|deseo) (recibir|mas (mensajes|sms))', '(quitenme|saquenme|borrenme)', '(dejen|deixeu) (de )?[^ ]+', 'de baixa', 'en pau?z?', 'de (la|su|esta|vuestra) lista', 'no (manden|envien) mas'],
  ends: ['pare?n?', 'parar', 'detener', 'dej(o|ar|en|es?|a)', 'deixa?r?', 'hart[oa]s?', 'basta', 'cansad[oa]s?', 'no (quiere|quieren|quiero|deseo|desea|vol|vull)', 'tantos', 'demasiad[oa]s', 'no me interesan?', 'molest[^ ]*', 'no (enviar|mandar)', 'en paz'],
  contacts: [nouns],
};
const portuguese: StopLanguage = {
  courtesies: ['por favor', 'ola', 'obrigad[oa]', 'quero', 'queria', 'gostaria de', 'agora', '(pode|podem|poderia|poderiam|podes)', 'bom dia', 'boa tarde', 'imediatamente', 'ja', '(quero|queria|exijo) que', 'favor', 'peco que'],
  asks: [
    'pare', 'parem', 'cancelar (a |minha )?(inscricao|assinatura|subscricao)', '(me )?descadastr(ar|e|em)', `(pare|parem|para|parar|deixe|deixem|deixar) de (me )?(enviar|mandar|escrever|ligar|contatar|contactar|incomodar|perturbar)( me)?( ${things})?( mais)?`, `(parar|deixar) de receber ${things}`, `nao (quero|desejo|pretendo)( mais)?( receber)? ${things}( de voces| de vcs)?( mais)?`, `nao me (mande|mandem|envie|enviem) ${things}( mais)?`, 'nao me (contate|contatem|contacte|contactem|escreva|escrevam|ligue|liguem|incomode|incomodem|perturbem)( mais| nunca mais| de novo)?', `chega de ${things}`, `nao (enviar|mandar) ${things}`, `nao (mandem|enviem|mande|envie) (mais nada|${things})`, 'nao quero( mais)? receber( mais)? nada (de voces|vosso|da vossa parte)',
    'sair da (sua )?lista', 'me (tire|tirem|remova|removam|retirem|exclua|excluam) (da|dessa|desta)( sua| vossa)? lista', '(tire|tirem|remova|removam|retire|retirem) me (da|dessa|desta)( sua| vossa)? lista', '(tire|tirem|remova|removam|retire|retirem|exclua|excluam|apague|apaguem)( o)? meu (numero|telefone|telemovel|e ?mail|contato|contacto)( (da|dessa|desta)( sua| vossa)? (lista|base))?',
  ],
  words: ['sair', 'remover'],
  hints: ['descadastr[^ ]*', 'nao me (mandem|enviem|mande|envie)', 'nao quero( mais)? receber', 'd(ess)?a lista', 'em paz', 'nao (mandem|enviem) mais'],
  ends: ['pare?m?', 'parar', 'chega', 'cansad[oa]s?', 'farto', 'nao (quer|querem|quero)', 'deixem?', 'tantas', 'nao (enviar|mandar)'],
  contacts: [nouns],
};

/** Spanish with Catalan, and Portuguese. */
export const iberian: readonly StopLanguage[] = [spanish, portuguese];
