import type { StopLanguage } from '../stop-language.js';

const lt = '(zinuciu|sms|sms zinuciu|laisku|reklamos|pranesimu)';
const lv = '(zinas|zinojumus|sms|iszinas|reklamas|e pastus)';
const et = '(sonumeid|smse|sms e|reklaami|kirju|teateid)';

/** Lithuanian, Latvian and Estonian. */
export const baltic: StopLanguage = {
  courtesies: ['prasau', 'aciu', 'ludzu', 'paldies', 'palun', 'aitah', 'tere', 'sveiki', 'laba diena'],
  asks: [
    `(nebesiuskite|nebesiusti)( man)?( daugiau)?( (jusu|savo))? ${lt}`, `(nesiuskite|nesiusti) man( daugiau)?( (jusu|savo))? ${lt}`, `(nenoriu|nebenoriu)( daugiau)?( gauti)?( daugiau)?( (jusu|is jusu))? ${lt}`, '(isbraukite|pasalinkite|istrinkite) (mane|mano numeri) is( (savo|jusu))? (saraso|sarasu|duomenu bazes)', '(nebeskambinkite|nebeskambinti)( man)?', '(neskambinkite|nerasykite|neberasykite) man( daugiau)?',
    `(nesutiet|nesutit)( man)?( vairs)?( jusu)? ${lv}( vairs)?`, `(es )?(vairs )?(nevelos|negribu)( vairs)?( (saņemt|sanemt))?( jusu)? ${lv}( vairs)?`, '(iznemiet|dzesiet|izsvitrojiet) (mani|manu numuru) no( jusu)? (saraksta|datubazes)', `(partrauciet|beidziet)( man)? (sutit|rakstit|zvanit)( man)?( ${lv})?`, '(nezvaniet|nerakstiet) man( vairs)?',
    `arge (saatke|saatke palun)( mulle)?( (enam|rohkem))* ${et}( enam)?`, `(ma )?ei (soovi|taha)( (enam|rohkem|teie))*( saada)?( (enam|rohkem|teie))* ${et}( saada)?`, '(eemaldage|kustutage) (mind|minu number)( (oma|teie))? (nimekirjast|listist|andmebaasist)', 'lopetage( mulle)? (kirjutamine|helistamine|sonumite saatmine)', 'arge (kirjutage|helistage) mulle( (enam|rohkem))?', 'arge votke minuga( enam)? uhendust( enam)?',
  ],
  words: ['atsisakyti', 'atteikties', 'loobu'],
  hints: ['nebesiuskite', 'nesutiet'],
  ends: ['atsisak[^ ]*', 'sustabdyti', 'nebe?(siuskite|noriu)', 'atteikties', 'partrau[^ ]*', 'nevelos', 'apturet', 'loobu[^ ]*', 'lopeta[^ ]*', 'arge', 'ei soovi'],
  contacts: ['zinut[^ ]*', 'zinuc[^ ]*', 'sms', 'zin(as|am|ojumus|ojumiem)', 'sonum[^ ]*'],
};
