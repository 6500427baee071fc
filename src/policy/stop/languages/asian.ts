import type { StopLanguage } from '../stop-language.js';

const hi = '(संदेश|सन्देश|मैसेज|मेसेज|एसएमएस|ईमेल|कॉल|विज्ञापन|sms|message)';
const bn = '(মেসেজ|বার্তা|এসএমএস|ইমেইল|কল|sms)';
const ta = '(செய்தி|செய்திகள்|செய்திகளை|குறுஞ்செய்தி|குறுஞ்செய்திகள்|மெசேஜ்|எஸ்எம்எஸ்|மின்னஞ்சல்|sms)';
const hiDo = '(करें|करो|करिए|कीजिए|कर दो|कर दीजिए|कर दें|करना)';
const southAsian: StopLanguage = {
  courtesies: ['कृपया', 'प्लीज', 'प्लीज़', 'धन्यवाद', 'नमस्ते', 'अब', 'আর', 'দয়া করে', 'প্লিজ', 'ধন্যবাদ', 'தயவுசெய்து', 'தயவு செய்து', 'நன்றி', 'please'],
  asks: [
    // Hindi
    'रोकें', 'रोको', 'बंद (करें|करो|कर दो)',
    `(मुझे |हमें )?((और|ये|यह|आपके|अपने|आगे) ){0,2}${hi} (भेजना|करना) बंद ${hiDo}`, `(मुझे |हमें )?((अब|और|कोई|आगे से|दोबारा|कभी) ){0,2}${hi} (मत|न|ना) (भेजो|भेजें|भेजिए|भेजिये|भेजना|करो|करें|करिए|कीजिए|करना)`, `(मुझे|हमें) ((अब|और|कोई|आपके|आपका|ये) ){0,2}${hi} नहीं (चाहिए|चाहिये)`, '(मुझे|मेरा नंबर|मेरा नाम)( (अपनी|आपकी|इस))?( (लिस्ट|सूची|list) से)? (हटा|निकाल) (दें|दो|दीजिए|दीजिये)', `${hi} बंद ${hiDo}`, 'मुझसे (संपर्क|सम्पर्क) (मत|न|ना) (करो|करें|करिए|कीजिए)',
    // Bengali
    'বন্ধ করুন', `(আমাকে |আমায় )?((আর|কোনো|কোন) ){0,2}${bn} (পাঠাবেন|পাঠাবে|দেবেন|দিবেন|করবেন) না`, `(আমি )?((আর|কোনো|কোন|আপনাদের) ){0,2}${bn}( পেতে)? চাই না`, '(আমাকে|আমার নম্বর|আমার নাম)( আপনাদের)? (তালিকা|লিস্ট) থেকে (বাদ|মুছে|সরিয়ে) (দিন|ফেলুন)', `(আমাকে )?${bn} (পাঠানো|দেওয়া|করা) বন্ধ (করুন|করো|করেন)`,
    // Tamil
    'நிறுத்து', 'நிறுத்தவும்', `(எனக்கு )?((இனி|மேலும்|இந்த) ){0,2}${ta} அனுப்புவதை (நிறுத்து|நிறுத்தவும்|நிறுத்துங்கள்)`, `(எனக்கு )?((இனி|மேலும்|இந்த|உங்கள்) ){0,2}${ta}( அனுப்ப)? வேண்டாம்`, '(என்னை|என் எண்ணை) (பட்டியலிலிருந்து|பட்டியலில் இருந்து) (நீக்குங்கள்|நீக்கவும்|நீக்கு)',
  ],
  hints: ['बंद', 'বন্ধ', 'நிறுத்த[^ ]*'],
  ends: ['मत', 'न', 'नहीं (चाहिए|चाहिये)', 'रोक[^ ]*', 'परेशान', 'চাই না', 'না', 'வேண்டாம்'],
  contacts: [`${hi}`, 'भेज[^ ]*', bn, ta],
};

const vi = '(tin nhan|tin|sms|email|thu|quang cao)';
const id = '(pesan|sms|email|iklan|mesej|notifikasi|promosi)';
const southEastAsian: StopLanguage = {
  courtesies: ['tolong', 'mohon', 'harap', 'terima kasih', 'sila', 'maaf', 'halo', 'xin', 'xin vui long', 'lam on', 'vui long', 'cam on', 'hay', 'po', 'pakiusap', 'paki', 'salamat( po)?', 'tafadhali', 'asante', 'saya (mau|ingin|mahu)'],
  asks: [
    // Vietnamese; without its accents `đúng`, right, reads like `đừng`, do not: what follows must tell
    'huy dang ky', `(ngung|dung( co)?|thoi) (gui|nhan)( them)? ${vi}( (cho|den) (toi|minh|em))?( nua)?`, '(ngung|dung( co)?|thoi) (nhan tin|goi|goi dien|lien he|lien lac|lam phien)( (cho|voi|den))?( (toi|minh|em))? nua', '(ngung|thoi) (nhan tin|goi|goi dien|lien he|lien lac|lam phien)( (cho|voi|den))?( (toi|minh|em))', `(toi )?khong (muon|can)( nhan)?( them)? ${vi}( (cua|tu) (cac )?ban)?( nua)?`, '(xoa|bo|go|loai)( ten| so( dien thoai)?( cua)?)? toi( ra)? khoi danh sach( (nay|cua (cac )?ban))?',
    // Indonesian, Malay
    'berhenti berlangganan', 'batalkan langganan', `(berhenti|stop|hentikan) (mengirim|kirim|mengirimi|mengirimkan|menghantar|hantar|pengiriman|penghantaran)( saya)? ${id}( (kepada|ke|pada) saya)?( lagi)?`, '(berhenti|stop) (menghubungi|menelepon|mengganggu|menelefon|sms|mengirimi) saya( lagi)?', `jangan( pernah)? (kirim|kirimi|kirimkan|mengirim|hantar|menghantar)( (saya|kami))? ${id}( (kepada|ke|pada) saya)?( lagi)?`, 'jangan( pernah)? (hubungi|telepon|ganggu|telefon|sms|kacau) saya( lagi)?', `(saya |aku )?(tidak|tak|gak|nggak|ga) (mau|ingin|mahu|nak|perlu)( lagi)?( (menerima|terima|dapat))?( lagi)? ${id}( dari anda| daripada anda)?( lagi)?`, '(saya |aku )?(tidak|tak|gak) (mau|ingin|mahu) (dihubungi|diganggu|ditelepon|dikirimi pesan)( lagi)?', '(hapus|keluarkan|buang|padam|hapuskan)( (nama|nomor|nombor|no))? saya (dari|daripada) (daftar|senarai|list)( (anda|ini))?',
    // Filipino
    'itigil( na)?', 'huwag( na)?( po)?( (ninyo|kayong|niyo|nyo|mo|kang)){0,2}( akong)? (mag text|mag message|itext|i text|magtext|padalhan|magpadala|tawagan|kontakin|imessage)( ng)?( mga)?( (mensahe|text))?( (sa akin|ako|muli))?', 'itigil( na)?( (ninyo|nyo|niyo))?( po)?( na)? ang (pagpapadala|pag text|pagtext|pagpadala|mga)( ng)?( mga)?( (mensahe|text|sms))?( sa akin)?', '(ayoko|ayaw ko)( (na|nang|ng|po)){0,3}( (makatanggap|tumanggap))?( (ng|mga)){0,2} (mensahe|text|sms)', '(tanggalin|alisin)( (ninyo|niyo|nyo|mo))?( po)? (ako|ang (number|numero) ko) sa( inyong)? (listahan|list)',
    // Swahili
    '(acha|acheni|simamisha|simamisheni) (kunitumia|kutuma|kunipigia|kunisumbua)( (ujumbe|sms|jumbe|simu|meseji))?', '(sitaki|sihitaji)( kupokea)?( tena)? (ujumbe|sms|meseji|jumbe)( (zenu|wenu|tena))?', '(niondoe|niondoeni|nitoe|nitoeni) (kwenye|katika) orodha( (yenu|yako))?', '(usinitumie|msinitumie)( tena)? (ujumbe|sms|meseji)( tena)?', '(usinipigie|msinipigie)( simu)?( tena)?',
  ],
  words: ['tu choi', 'berhenti', 'henti', 'hentikan', 'unreg', 'batal', 'simamisha', 'dung'],
  accented: ['dừng', 'dừng lại'],
  hints: ['berlangganan', 'jangan (kirim|hantar|hubungi)', '(ngung|dung) (gui|nhan tin)'],
  ends: ['ngung', 'khong muon', 'dung gui', 'phien', 'berhenti', 'stop', 'hentikan', 'jangan', '(tidak|tak) (mau|ingin|mahu)', 'bosan', 'itigil', 'huwag', 'ayoko', 'ayaw', 'ach[ae][^ ]*', 'usiache', 'sitaki'],
  contacts: ['tin nhan', 'nhan tin', id, 'mensahe', 'text', 'ujumbe', 'meseji'],
};

/** Hindi, Bengali and Tamil; Vietnamese, Indonesian, Malay, Filipino and Swahili. */
export const asian: readonly StopLanguage[] = [southAsian, southEastAsian];
