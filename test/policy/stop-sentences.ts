/** How people of one language write to somebody they want to hear no more of, and what is like it and something else. */
export interface Sentences {
  /** plain requests: each must stop */
  readonly stops: readonly string[];
  /** each may be one, or says something about them: a person must look, and nothing stops */
  readonly review: readonly string[];
  /** has a word of it and means another thing: must never stop; whether a person looks does not matter */
  readonly never?: readonly string[];
}

/** Written down before what recognises them, as somebody would say them; in most of our customers' languages with what is easily taken for one. */
export const sentences: { readonly [language: string]: Sentences } = {
  English: {
    stops: [
      'please stop texting me', 'Don\'t send me any more messages', 'Remove me from your list', 'Could you please stop sending me these messages?', 'I\'d like you to stop contacting me.', 'I don\'t want to hear from you anymore', 'No more texts from you please', 'Quit messaging this number',
      'Please take my number off your mailing list', 'I no longer want to get your emails', 'Please do not contact me by text again', 'stop spamming me!!!', 'Stop with the messages already', 'I want to stop receiving these messages', 'Please cease sending me marketing messages', 'Never contact me again', 'I do not wish to be contacted', 'I\'m not interested in your messages',
    ],
    review: ['is there a way to stop these?', 'I can\'t stop laughing', 'stop by the shop', 'please stop the delivery', 'Please stop sending me the wrong size', 'Don\'t stop sending me messages', 'I never asked you to stop texting me', 'Can I stop the messages for a week?', 'My husband doesn\'t want any more messages', 'Only stop the emails', 'How do I get off this list?', 'I am so sick of these texts', 'Don\'t send me texts after 9 pm'],
    never: ['I don\'t want this', 'take me to your list of shops', 'Please stop my subscription to the box', 'no, this one', 'Send me no more than two', 'Remove my order'],
  },
  German: {
    stops: [
      'Bitte hören Sie auf, mir zu schreiben', 'ich möchte keine Nachrichten mehr', 'Ich möchte keine weiteren Nachrichten von Ihnen erhalten', 'Bitte schicken Sie mir keine SMS mehr', 'Bitte löschen Sie mich aus Ihrem Verteiler', 'Hört auf mir zu schreiben!', 'Schreibt mir bitte nie wieder', 'Ich will nichts mehr von euch hören',
      'Bitte entfernen Sie meine Nummer aus Ihrer Liste', 'Bitte kontaktieren Sie mich nicht mehr', 'Können Sie bitte aufhören, mir Nachrichten zu schicken?', 'Keine weiteren Nachrichten bitte', 'Ich will mich vom Newsletter abmelden', 'Keine Anrufe mehr!', 'Ich wünsche keine Werbung mehr', 'Rufen Sie mich nicht mehr an',
    ],
    review: ['Kann man diese Nachrichten irgendwie stoppen?', 'Ich kann nicht aufhören zu lachen', 'Bitte stoppen Sie die Lieferung', 'Wie melde ich mich ab?', 'Bitte hören Sie nicht auf, mir Nachrichten zu schicken', 'Schicken Sie mir keine Nachrichten mehr nach 20 Uhr', 'Meine Frau möchte keine Nachrichten mehr', 'Diese Nachrichten nerven, das reicht jetzt'],
    never: ['Ich habe keine Nachrichten von Ihnen bekommen', 'Der Bus hält hier nicht mehr', 'Ich habe keine SMS erhalten', 'Löschen Sie meine Bestellung'],
  },
  French: {
    stops: [
      'Arrêtez de m\'envoyer des SMS s\'il vous plaît', 'Merci de ne plus m\'envoyer de messages', 'Je ne souhaite plus recevoir vos messages', 'Ne m\'envoyez plus rien', 'Veuillez me retirer de votre liste de diffusion', 'Supprimez mon numéro de votre liste', 'Cessez de me contacter', 'Je ne veux plus de vos messages',
      'Pouvez-vous arrêter de m\'écrire ?', 'Merci de me désinscrire', 'Plus de SMS s\'il vous plaît', 'Arrête de m\'envoyer des textos', 'Ne m’appelez plus', 'Je ne veux plus être contacté',
    ],
    review: ['Y a-t-il un moyen d\'arrêter ces messages ?', 'Arrêtez la livraison s\'il vous plaît', 'Comment me désinscrire ?', 'Ne m\'envoyez plus de messages avant 9 heures', 'N\'arrêtez pas de m\'envoyer vos messages', 'Mon mari ne veut plus recevoir de messages', 'Je n\'arrête pas de recevoir des messages'],
    never: ['Je n\'arrête pas de rire', 'L\'arrêt de bus est loin', 'Je ne reçois plus vos messages'],
  },
  Spanish: {
    stops: [
      'Por favor, dejen de enviarme mensajes', 'No me manden más mensajes por favor', 'No quiero recibir más mensajes de ustedes', 'Deja de escribirme', 'Bórrenme de su lista', 'Elimine mi número de su lista, por favor', 'Ya no quiero más SMS', 'No me vuelvan a escribir', 'No deseo recibir más publicidad',
      '¿Pueden dejar de mandarme mensajes?', 'Quiero dejar de recibir mensajes', 'Paren de llamarme', 'No me contacten más', 'No me llamen más',
    ],
    review: ['¿Hay alguna forma de parar estos mensajes?', 'No dejen de enviarme mensajes', 'No me envíen mensajes antes de las 9', 'Mi marido no quiere recibir más mensajes', '¿Cómo dejo de recibir estos mensajes?', 'Estoy harto de sus mensajes'],
    never: ['No puedo dejar de reír', 'Por favor detengan la entrega', 'No recibo más mensajes', 'Borren mi pedido'],
  },
  Portuguese: {
    stops: [
      'Por favor, parem de me mandar mensagens', 'Não me enviem mais mensagens, por favor', 'Não quero mais receber mensagens de vocês', 'Parem de me ligar', 'Tirem meu número da lista', 'Me tirem dessa lista', 'Deixem de me enviar mensagens', 'Não desejo receber mais SMS', 'Quero parar de receber mensagens', 'Pode parar de me mandar mensagem?', 'Removam-me da vossa lista', 'Não me liguem mais',
    ],
    review: ['Tem como parar essas mensagens?', 'Não parem de me mandar mensagens', 'Não me mandem mensagens antes das 9', 'Meu marido não quer mais receber mensagens', 'Como faço para parar de receber mensagens?', 'Estou cansado dessas mensagens'],
    never: ['Não consigo parar de rir', 'Por favor parem a entrega', 'Não recebi mais mensagens', 'Quero sair mais cedo'],
  },
  Italian: {
    stops: [
      'Per favore smettetela di mandarmi messaggi', 'Non voglio più ricevere i vostri messaggi', 'Smettete di scrivermi', 'Non mandatemi più SMS', 'Non contattatemi più per favore', 'Cancellatemi dalla vostra lista', 'Rimuovete il mio numero dalla lista', 'Vorrei non ricevere più messaggi', 'Basta con questi messaggi', 'Potete smettere di inviarmi messaggi?', 'Non chiamatemi più', 'Non desidero ricevere altri messaggi',
    ],
    review: ['C\'è un modo per fermare questi messaggi?', 'Non smettete di mandarmi messaggi', 'Non mandatemi messaggi prima delle 9', 'Mio marito non vuole più ricevere messaggi', 'Come faccio a disiscrivermi?', 'Sono stufo dei vostri messaggi'],
    never: ['Non riesco a smettere di ridere', 'Fermate la consegna per favore', 'Non ricevo più messaggi', 'Cancellate il mio ordine'],
  },
  Dutch: {
    stops: [
      'Stop alstublieft met berichten sturen', 'Stuur mij alsjeblieft geen berichten meer', 'Ik wil geen berichten meer ontvangen', 'Wilt u stoppen met het sturen van berichten?', 'Neem geen contact meer met mij op', 'Verwijder mij uit jullie lijst', 'Verwijder mijn nummer van de lijst', 'Hou op met mij te sms\'en', 'Bel mij niet meer', 'Schrijf mij niet meer', 'Ik wens geen sms meer te ontvangen', 'Ik wil niets meer van jullie horen',
    ],
    review: ['Is er een manier om deze berichten te stoppen?', 'Ik kan niet stoppen met lachen', 'Stop de levering alstublieft', 'Stop niet met berichten sturen', 'Stuur geen berichten meer voor 9 uur', 'Mijn man wil geen berichten meer', 'Hoe meld ik me af?'],
    never: ['Ik heb geen berichten ontvangen', 'De bushalte is om de hoek', 'Verwijder mijn bestelling'],
  },
  Polish: {
    stops: [
      'Proszę przestać do mnie pisać', 'Proszę nie wysyłać mi więcej wiadomości', 'Nie chcę otrzymywać wiadomości', 'Nie piszcie do mnie więcej', 'Przestańcie wysyłać mi SMS-y', 'Usuńcie mnie z listy', 'Proszę usunąć mój numer z bazy', 'Nie życzę sobie więcej wiadomości', 'Nie dzwońcie do mnie', 'Proszę mnie wypisać', 'Przestań do mnie pisać', 'Proszę się ze mną nie kontaktować',
    ],
    review: ['Czy można jakoś zatrzymać te wiadomości?', 'Nie przestawajcie wysyłać mi wiadomości', 'Nie wysyłajcie mi wiadomości przed 9', 'Mój mąż nie chce otrzymywać wiadomości', 'Jak się wypisać?', 'Mam dość tych wiadomości'],
    never: ['Nie mogę przestać się śmiać', 'Proszę zatrzymać dostawę', 'Nie dostałem wiadomości', 'Usuńcie moje zamówienie'],
  },
  Russian: {
    stops: [
      'Пожалуйста, перестаньте мне писать', 'Не присылайте мне больше сообщений', 'Я не хочу больше получать от вас сообщения', 'Уберите меня из вашей рассылки', 'Удалите мой номер из базы', 'Хватит мне писать', 'Больше мне не звоните', 'Прекратите мне звонить', 'Прошу не присылать мне смс', 'Не надо мне больше писать', 'Отключите рассылку', 'Не беспокойте меня больше', 'Перестаньте присылать мне рекламу',
    ],
    review: ['Можно ли как-то остановить эти сообщения?', 'Не переставайте присылать сообщения', 'Не пишите мне до 9 утра', 'Мой муж не хочет получать сообщения', 'Как отключить рассылку?', 'Надоели ваши сообщения'],
    never: ['Не могу перестать смеяться', 'Остановите доставку пожалуйста', 'Я не получал сообщений', 'Удалите мой заказ'],
  },
  Turkish: {
    stops: [
      'Lütfen bana mesaj göndermeyi bırakın', 'Artık bana mesaj atmayın lütfen', 'Bana bir daha mesaj göndermeyin', 'Mesaj almak istemiyorum', 'Sizden mesaj almak istemiyorum', 'Beni listenizden çıkarın', 'Numaramı listenizden silin', 'Beni aramayın', 'SMS göndermeyi kesin', 'Daha fazla mesaj istemiyorum', 'Bana yazmayın', 'Lütfen benimle iletişime geçmeyin',
    ],
    review: ['Bu mesajları durdurmanın bir yolu var mı?', 'Bana mesaj göndermeyi bırakmayın', 'Saat 9\'dan önce mesaj göndermeyin', 'Kocam mesaj almak istemiyor', 'Aboneliğimi nasıl iptal ederim?', 'Mesajlarınızdan bıktım'],
    never: ['Gülmeyi bırakamıyorum', 'Lütfen teslimatı durdurun', 'Mesaj almadım', 'Siparişimi silin'],
  },
  Arabic: {
    stops: [
      'من فضلك توقف عن إرسال الرسائل', 'توقفوا عن مراسلتي', 'لا ترسلوا لي المزيد من الرسائل', 'لا أريد المزيد من الرسائل', 'لا أرغب في استلام رسائلكم', 'أرجو حذف رقمي من القائمة', 'احذفوني من قائمتكم', 'أرجو التوقف عن إرسال الرسائل', 'لا تتصلوا بي مرة أخرى', 'كفى رسائل', 'لا تراسلوني', 'أزيلوني من القائمة', 'الرجاء عدم إرسال رسائل لي',
    ],
    review: ['هل هناك طريقة لإيقاف هذه الرسائل؟', 'لا تتوقفوا عن إرسال الرسائل', 'لا ترسلوا لي رسائل قبل التاسعة', 'زوجي لا يريد رسائل', 'كيف ألغي الاشتراك؟', 'مللت من رسائلكم'],
    never: ['لا أستطيع التوقف عن الضحك', 'أوقفوا التوصيل من فضلكم', 'لم تصلني رسائل', 'احذفوا طلبي'],
  },
  Chinese: {
    stops: [
      '请不要再给我发短信了', '别再给我发消息了', '我不想再收到你们的短信', '请把我从名单中删除', '请停止给我发信息', '以后不要再联系我', '不要再打电话给我', '請不要再傳簡訊給我', '我不想再收到任何訊息', '請將我從名單中移除', '请取消我的订阅', '别再骚扰我了', '麻烦不要再发信息过来', '請勿再寄郵件給我', '我不需要你们的短信',
    ],
    review: ['有没有办法停止这些短信？', '请不要停止发送短信', '晚上九点以后不要给我发短信', '我老公不想再收到短信', '怎么取消订阅？', '为什么不再给我发短信了？', '这些短信太烦了'],
    never: ['我笑得停不下来', '请停止配送', '我没收到短信', '请删除我的订单', '不要再发错货了'],
  },
  Japanese: {
    stops: [
      '配信を停止してください', 'もう送らないで', 'もうメッセージを送らないでください', 'これ以上連絡してこないでください', 'メールを送るのをやめてください', 'メッセージの送信を停止していただけますか', 'リストから削除してください', '配信リストから外してください', 'もうSMSはいりません', 'お知らせを受け取りたくありません', '今後一切連絡しないでください', '登録を削除してください', 'メールが来ないようにしてください', '送ってくるのやめて',
      '電話しないでください', '配信やめて', 'ショートメールを送ってこないでほしいです', '私の番号を削除してください', 'メッセージの配信を止めてもらえますか？', 'もう二度と連絡しないで', 'メール送らないで！',
    ],
    review: ['これを止める方法はありますか？', '配信を止めないでください', '夜9時以降は送らないでください', '夫はもうメールを受け取りたくないそうです', '間違った商品を送らないでください', '配信停止はどこでできますか', 'メールが多すぎます', 'どうすれば退会できますか', 'もう連絡いらないです'],
    never: ['笑いが止まりません', '配達を止めてください', '発送を停止してください', '定期購入を停止してください', '自動更新を解除したい', 'お店に立ち寄ります', 'メールが届きません', '注文を削除してください'],
  },
  Korean: {
    stops: [
      '문자 그만 보내주세요', '더 이상 메시지를 보내지 말아 주세요', '더 이상 연락하지 마세요', '메시지 받고 싶지 않아요', '문자 받기 싫어요', '저를 목록에서 삭제해 주세요', '제 번호를 명단에서 빼 주세요', '앞으로 문자 보내지 마세요', '광고 문자 그만 보내세요', '수신 거부 부탁드립니다', '전화하지 마세요', '문자 발송 중단해 주세요', '연락 그만하세요', '문자 수신을 거부합니다',
    ],
    review: ['이 문자를 멈출 방법이 있나요?', '문자 보내는 것을 중단하지 마세요', '밤 9시 이후에는 문자 보내지 마세요', '남편이 문자를 받고 싶어 하지 않아요', '수신거부는 어떻게 하나요?', '문자가 너무 많이 와요'],
    never: ['웃음이 멈추지 않아요', '배송을 중단해 주세요', '문자를 받지 못했어요', '주문을 삭제해 주세요'],
  },
  Thai: {
    stops: [
      'กรุณาหยุดส่งข้อความ', 'หยุดส่งข้อความหาฉัน', 'ไม่ต้องส่งข้อความมาอีกแล้ว', 'ไม่อยากรับข้อความแล้ว', 'ไม่ต้องการรับข้อความอีก', 'อย่าส่งข้อความมาหาฉันอีก', 'เลิกส่งข้อความได้แล้ว', 'ช่วยลบฉันออกจากรายชื่อ', 'อย่าติดต่อมาอีก', 'ขอยกเลิกรับข้อความ', 'กรุณาลบเบอร์ของฉันออกจากรายชื่อ', 'เลิกโทรมาได้แล้ว',
    ],
    review: ['มีวิธีหยุดข้อความเหล่านี้ไหม', 'อย่าหยุดส่งข้อความ', 'อย่าส่งข้อความก่อนเก้าโมง', 'สามีของฉันไม่อยากรับข้อความ', 'ยกเลิกการสมัครยังไง', 'ข้อความเยอะเกินไป'],
    never: ['หยุดหัวเราะไม่ได้เลย', 'กรุณาหยุดการจัดส่ง', 'ไม่ได้รับข้อความ', 'ลบคำสั่งซื้อของฉัน'],
  },
  Hindi: {
    stops: ['कृपया मुझे संदेश भेजना बंद करें', 'मुझे और मैसेज मत भेजिए', 'मुझे मैसेज नहीं चाहिए', 'मुझे लिस्ट से हटा दें', 'मेरा नंबर हटा दीजिए', 'मुझे कॉल मत करो', 'अब मैसेज मत भेजना', 'मुझे आपके संदेश नहीं चाहिए'],
    review: ['मैसेज भेजना बंद मत करो', 'ये मैसेज कैसे बंद करूँ?', 'डिलीवरी बंद करें', 'रात को मैसेज मत भेजो', 'मेरे पति को मैसेज नहीं चाहिए', 'मैं हँसना बंद नहीं कर सकता'],
  },
  Vietnamese: {
    stops: ['Xin đừng gửi tin nhắn cho tôi nữa', 'Tôi không muốn nhận tin nhắn nữa', 'Làm ơn ngừng nhắn tin cho tôi', 'Xóa tôi khỏi danh sách', 'Đừng liên hệ với tôi nữa', 'Đừng gọi cho tôi nữa'],
    review: ['Đừng ngừng gửi tin nhắn cho tôi', 'Làm sao để ngừng nhận tin nhắn?', 'Đừng gửi tin nhắn sau 9 giờ tối'],
    never: ['Tôi không thể ngừng cười', 'Vui lòng dừng giao hàng'],
  },
  Indonesian: {
    stops: ['Tolong berhenti mengirim pesan kepada saya', 'Jangan kirim saya pesan lagi', 'Saya tidak mau menerima pesan lagi', 'Hapus saya dari daftar', 'Berhenti menghubungi saya', 'Hapus nomor saya dari daftar Anda'],
    review: ['Jangan berhenti mengirim pesan', 'Bagaimana cara berhenti menerima pesan?', 'Jangan kirim pesan setelah jam 9 malam'],
    never: ['Saya tidak bisa berhenti tertawa', 'Tolong hentikan pengiriman barang'],
  },
  Malay: { stops: ['Tolong berhenti menghantar mesej kepada saya', 'Saya tidak mahu menerima mesej lagi', 'Keluarkan saya daripada senarai', 'Jangan hubungi saya lagi'], review: ['Bagaimana untuk berhenti menerima mesej?'] },
  Filipino: { stops: ['Huwag na po kayong mag-text sa akin', 'Itigil na po ang pagpapadala ng mensahe', 'Ayoko nang makatanggap ng mga mensahe', 'Tanggalin ninyo ako sa listahan'], review: ['Paano itigil ang mga mensahe?'] },
  Swahili: { stops: ['Tafadhali acha kunitumia ujumbe', 'Acheni kunitumia ujumbe', 'Sitaki kupokea ujumbe tena', 'Niondoe kwenye orodha'], review: ['Usiache kunitumia ujumbe'] },
  Swedish: { stops: ['Sluta skicka sms till mig', 'Jag vill inte ha fler meddelanden', 'Skicka inga fler meddelanden', 'Kontakta mig inte igen', 'Ta bort mitt nummer från er lista'], review: ['Hur slutar jag få meddelanden?', 'Sluta inte skicka meddelanden'], never: ['Jag kan inte sluta skratta'] },
  Danish: { stops: ['Stop med at skrive til mig', 'Jeg vil ikke have flere beskeder', 'Send mig ikke flere beskeder', 'Fjern mig fra jeres liste', 'Kontakt mig ikke igen'], review: ['Stop ikke med at sende beskeder'], never: ['Jeg kan ikke holde op med at grine'] },
  Norwegian: { stops: ['Slutt å sende meg meldinger', 'Jeg vil ikke ha flere meldinger', 'Ikke send meg flere meldinger', 'Fjern meg fra listen deres'], review: ['Ikke slutt å sende meg meldinger'], never: ['Jeg klarer ikke å slutte å le'] },
  Finnish: { stops: ['Lopettakaa viestien lähettäminen', 'En halua enää viestejä', 'Älkää lähettäkö minulle enää viestejä', 'Poistakaa minut listaltanne', 'Älkää ottako minuun yhteyttä'], review: ['Älkää lopettako viestien lähettämistä'], never: ['En voi lopettaa nauramista'] },
  Icelandic: { stops: ['Vinsamlegast hættið að senda mér skilaboð', 'Ég vil ekki fleiri skilaboð', 'Ekki senda mér fleiri skilaboð', 'Takið mig af listanum'], review: ['Ekki hætta að senda mér skilaboð'] },
  Czech: { stops: ['Přestaňte mi psát', 'Neposílejte mi prosím další zprávy', 'Nechci dostávat vaše zprávy', 'Vymažte mě ze seznamu', 'Nepište mi už'], review: ['Nepřestávejte mi posílat zprávy', 'Jak se odhlásím?'], never: ['Nemůžu se přestat smát'] },
  Slovak: { stops: ['Prestaňte mi písať', 'Neposielajte mi ďalšie správy', 'Nechcem dostávať vaše správy', 'Vymažte ma zo zoznamu'], review: ['Neprestávajte mi posielať správy'] },
  Hungarian: { stops: ['Kérem, ne írjanak nekem többet', 'Ne küldjön több SMS-t', 'Nem kérek több üzenetet', 'Töröljenek a listáról', 'Hagyják abba az üzenetek küldését'], review: ['Ne hagyják abba az üzenetek küldését'] },
  Romanian: { stops: ['Vă rog să nu-mi mai trimiteți mesaje', 'Nu mai vreau să primesc mesaje', 'Ștergeți-mă de pe listă', 'Opriți mesajele', 'Nu mă mai contactați'], review: ['Cum opresc mesajele?'], never: ['Opriți livrarea'] },
  Bulgarian: { stops: ['Моля, спрете да ми пишете', 'Не ми пращайте повече съобщения', 'Не желая да получавам съобщения', 'Махнете ме от списъка'], review: ['Не спирайте да ми пращате съобщения'] },
  Ukrainian: { stops: ['Будь ласка, припиніть мені писати', 'Не надсилайте мені більше повідомлень', 'Я не хочу отримувати повідомлення', 'Видаліть мене зі списку'], review: ['Не припиняйте надсилати повідомлення'] },
  Serbian: { stops: ['Престаните да ми шаљете поруке', 'Не желим више поруке', 'Немојте ми више писати', 'Уклоните ме са листе', 'Prestanite da mi šaljete poruke'], review: ['Немојте престати да ми шаљете поруке'] },
  Croatian: { stops: ['Prestanite mi slati poruke', 'Ne želim više primati poruke', 'Nemojte mi više pisati', 'Uklonite me s popisa'], review: ['Nemojte mi prestati slati poruke'] },
  Greek: { stops: ['Σταματήστε να μου στέλνετε μηνύματα', 'Δεν θέλω άλλα μηνύματα', 'Μη μου ξαναστείλετε μήνυμα', 'Διαγράψτε με από τη λίστα', 'Παρακαλώ μην με ενοχλείτε'], review: ['Πώς σταματάω τα μηνύματα;', 'Μη σταματάτε να μου στέλνετε μηνύματα'] },
  Hebrew: { stops: ['תפסיקו לשלוח לי הודעות', 'אל תשלחו לי יותר הודעות', 'אני לא רוצה לקבל הודעות', 'תמחקו אותי מהרשימה', 'נא להסיר אותי מרשימת התפוצה'], review: ['אל תפסיקו לשלוח לי הודעות', 'איך מפסיקים את ההודעות?'] },
  Persian: { stops: ['لطفا دیگر به من پیام ندهید', 'دیگر پیام نفرستید', 'نمی‌خواهم پیام دریافت کنم', 'شماره من را حذف کنید', 'ارسال پیام را متوقف کنید'], review: ['چطور پیام‌ها را متوقف کنم؟'] },
  Bengali: { stops: ['দয়া করে আমাকে আর মেসেজ পাঠাবেন না', 'আমি আর মেসেজ পেতে চাই না', 'আমাকে তালিকা থেকে বাদ দিন', 'আমাকে মেসেজ পাঠানো বন্ধ করুন'], review: ['মেসেজ পাঠানো বন্ধ করবেন না'] },
  Tamil: { stops: ['எனக்கு செய்திகள் அனுப்புவதை நிறுத்துங்கள்', 'எனக்கு இனி செய்தி அனுப்ப வேண்டாம்', 'எனக்கு செய்திகள் வேண்டாம்', 'என்னை பட்டியலிலிருந்து நீக்குங்கள்'], review: ['செய்திகள் அனுப்புவதை நிறுத்த வேண்டாம்'] },
  Lithuanian: { stops: ['Prašau nebesiųsti man žinučių', 'Nesiųskite man daugiau žinučių', 'Nenoriu gauti jūsų žinučių', 'Išbraukite mane iš sąrašo'], review: ['Kaip atsisakyti žinučių?'] },
  Latvian: { stops: ['Lūdzu, nesūtiet man vairs ziņas', 'Es vairs nevēlos saņemt ziņas', 'Izņemiet mani no saraksta', 'Pārtrauciet sūtīt man ziņas'], review: ['Kā atteikties no ziņām?'] },
  Estonian: { stops: ['Palun ärge saatke mulle rohkem sõnumeid', 'Ma ei soovi enam sõnumeid saada', 'Eemaldage mind nimekirjast', 'Lõpetage mulle kirjutamine'], review: ['Kuidas sõnumitest loobuda?'] },
  Catalan: { stops: ['Deixeu d\'enviar-me missatges', 'No vull rebre més missatges', 'No m\'envieu més missatges', 'Esborreu-me de la llista'], review: ['No deixeu d\'enviar-me missatges'] },
  Albanian: { stops: ['Ju lutem mos më dërgoni më mesazhe', 'Nuk dua të marr më mesazhe', 'Më hiqni nga lista', 'Ndaloni së dërguari mesazhe'], review: ['Mos ndaloni së dërguari mesazhe'] },
};
