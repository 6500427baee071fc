/** Words that, alone in a message, ask us to write no more; compared in NFKC and lower case. */
const words: ReadonlySet<string> = new Set([
  // the words that carriers of SMS in North America act on
  'stop', 'stopall', 'stop all', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'opt out',
  'arret', 'arrêt', 'désabonner', 'stopp', 'abmelden', 'abbestellen', 'baja', 'alto', 'cancelar', 'parar', 'sair', 'afmelden', 'disiscrivimi',
  '配信停止', '停止', '解除', '退会', '退订', '수신거부', 'стоп', 'отписаться', 'إيقاف',
]);

/** Asks whether a message says nothing but a stop word, whatever its case, width, spaces and punctuation around it; a sentence with one in it does not count. */
export function isStopWord(text: string): boolean {
  // no such word is as long, and a long text is not worth the work
  if (text.length > longest) return false;
  return words.has(text.normalize('NFKC').toLowerCase().replaceAll(edges, '').replaceAll(/[\s-]+/gu, ' '));
}

const longest = 64;
const edges = /^[\s\p{P}\p{S}\p{Cf}]+|[\s\p{P}\p{S}\p{Cf}]+$/gu;
