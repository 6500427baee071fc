import type { StopLanguage } from '../stop-language.js';

const nouns = '(te?xts?|text messages?|messages?|msgs?|sms|mms|e?mails?|e mails?|newsletters?|notifications?|alerts|ads|adverts|marketing|promotions|promos|offers|calls|phone calls|stuff|spam)';
const which = '((any|all|of|the|these|those|this|your|more|further|future|additional|such|marketing|promotional|annoying|unwanted) ){0,5}';
const things = `${which}${nouns}`;
// `this` and `these` are messages only where it is said that they are sent, received or stopped
const sent = `(${things}|${which}(these|this|them|those))`;
const me = '(me|us|to me|to us|(to )?(this|my) (number|phone|cell|mobile|address|email))';
const tail = '( (any ?more|again|ever again|ever|any longer|from (you|u|now on|you guys|your company|this number)|to (me|us|(this|my) (number|phone))|in (the )?future|at all|(by|via) (text|sms|phone|e?mail|text message)|here|already|every day|all the time)){0,3}';
const writing = '(texting|messaging|emailing|e mailing|mailing|calling|phoning|ringing|contacting|spamming|writing( to)?|bothering|harassing|pestering|notifying)';
const write = '(te?xt|message|msg|contact|email|e mail|mail|call|phone|ring|write|write to|sms|spam|bother|disturb|notify)';
const list = '(all|this|the|your|any)( of)?( your)?( mailing| contact| marketing| sms| text| texting| email| distribution| calling)?( lists?| database| system| records)';
const mine = '(me|us|(my|this)( phone| mobile| cell)? number|my e?mail( address)?|my name)';
const quits = '(stop|quit|cease|discontinue)';

export const english: StopLanguage = {
  courtesies: ['please', 'pls', 'plz', 'hi', 'hello', 'hey', 'dear (team|all|sir or madam)', 'thanks?( you)?( very much)?', 'thx', 'now', 'immediately', 'at once', 'asap', '(could|can|would|will) you( guys)?', 'i (want|would like|wish|d like|need) to', 'id like to', 'i( would|d)? (like|want|need) you( guys)? to', 'id like you to', 'i am asking you to', 'you( guys)? (must|need to|have to)', 'i said', 'wrong number', 'i (did not|didnt|never) (sign|signed) up for this', 'ok', 'okay', 'regards', 'kindly', 'just', 'today', 'guys', 'sir', '(i am|im) (done|fed up) with (these|your|the) (messages|texts|emails)', 'from now on', '(sent|get outlook) (from|for) (my )?(i?phone|ipad|ios|android|samsung|galaxy|mobile)( device| phone)?'],
  asks: [
    'stop( ?all| everything)?', 's t o p', 'unsub(scribe)?( me| us)?( from)?( all| (this|the|your|these|any)( mailing| contact| marketing)?( list| lists| newsletter| messages| emails| texts))?', 'opt ?(me |us )?out( of (all|these|this|the|your)( messages| emails| texts)?)?',
    `${quits} (sending|send)( ${me})?( ${sent}|( anything|( any)? more)( else)?)?${tail}`, `${quits} ${writing}( (and|or) ${writing})?( ${me})?${tail}`, `(stop it|cut it out|that is enough|thats enough) with ${things}${tail}`,
    `${quits}( with| receiving| getting)? ${sent}${tail}`, `no more( of)? ${sent}${tail}`, `(enough|no more)( of| with)? ${things}${tail}`,
    `(do not|dont|never)( ever)? ${write} ${me}${tail}`, `(do not|dont|never)( ever)? send( me| us)? (any ?(more|thing)( else)?|${sent})${tail}`,
    `i (do not|dont|no longer|never) (want|wish|need|like|care)( for)? ${things}${tail}`, `i (do not|dont|no longer|never) (want|wish|need|like|care) to (receive|get|have|see|be sent) ${sent}${tail}`,
    `i (do not|dont|no longer) (want|wish) to (hear from you|be (contacted|texted|called|e?mailed|messaged))${tail}`, `i (do not|dont|no longer) want you to ${write} me${tail}`, `(i am|im) (not|no longer) interested in( receiving| getting)? ${things}${tail}`,
    `(remove|delete|erase|drop) ${mine}( (of|from))?( ${list})?`, '(remove|delete) (me|us) from( all)?', `take ${mine} off( of)?( ${list})?`, `get ${mine} off( of)? ${list}`, `i (wish|want|would like|d like|need) to be (removed|deleted|taken off|unsubscribed)( (of|from))?( ${list})?`, 'lose my number', '(i )?(revoke|withdraw) my consent',
  ],
  words: ['end', 'quit', 'cancel', 'revoke'],
  hints: ['stopp?', 'no (messages|texts|sms|e?mails|calls)', 'cancel( my| the| all| these| your)? (te?xts?|sms|e?mails?|messages?|alerts|newsletters?)', '(messages|texts|emails|updates|sms|notifications)( have| has)? stopped', 'unsub[^ ]*', 'opt(ed|ing)?( me)? out', 'optout', 'no more (texts|messages|emails|sms)', 'remove me', 'take me off', 'off (this|the|your) list', '(do not|dont|no longer) (want|wish|need)( to (receive|get))?( any)?( more)?( of)?( these| your)?( more)? (texts?|text messages?|messages|sms|e?mails?|marketing)', '(dont|do not|never) send me', 'stopp?(ed)? (texting|messaging|emailing|calling|contacting)', 'leave me alone', 'spam[^ ]*', 'harass[^ ]*', '(do not|dont|never) (text|message|contact|email|call|write)( to)? (me|us)', '(revoke|withdraw) my consent'],
  ends: ['quit', 'ceas[^ ]*', 'discontinu[^ ]*', 'enough', 'sick', 'tired', 'fed up', 'annoy[^ ]*', 'any ?more', 'any longer', 'no longer', '(do not|dont|doesnt|does not|didnt|did not) (want|wish|need|like|ask)', 'removed?', 'not interested', 'cut it', 'too many'],
  contacts: ['texts?', 'texting', 'messages', 'messaging', 'sms', 'e?mails', 'emailing', 'contact(ed|ing)?', 'calls', 'calling', 'newsletters?', 'notifications', 'ads', 'marketing', 'promotions', 'offers', 'hear from', 'mailing lists?', '(this|the|your) list', '(my|this) number'],
};
