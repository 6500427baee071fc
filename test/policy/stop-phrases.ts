/** What people write who want no more messages, by language: each must stop them. Written down before what recognises them. */
export const mustStop: { readonly [language: string]: readonly string[] } = {
  English: [
    'STOP', 'stop', 'Stop.', ' stop ', 'STOP!!!', 'ＳＴＯＰ', 'ｓｔｏｐ', 'S T O P', 'S.T.O.P.', '"stop"', '(stop)', '\u200eSTOP\u200e', 'STOP 🛑', '🛑 stop 🛑', 'stop\n', 'STOP\n\nSent from my iPhone', 'Stop\n> Our news of the week.\n> Reply STOP to unsubscribe', 'STOP ALL', 'StopAll', 'stop, stop, stop',
    'please stop', 'Stop please', 'pls stop', 'STOP NOW', 'stop texting me', 'Stop texting', 'please stop texting me', 'Hi, please stop texting me. Thanks!', 'Could you please stop texting me?', 'stop messaging me',
    'stop sending me messages', 'Stop sending me texts', 'stop sending these messages', 'stop contacting me', 'stop emailing me', 'stop calling me', 'stop sms', 'stop messages', 'Stop the messages please', 'stop all marketing',
    'no more texts', 'no more messages please', 'No more emails', 'don\'t text me', 'Don’t text me', 'Do not text me again', 'dont text me anymore', 'don\'t contact me any more', 'do not contact me', 'never text me again',
    'Do not send me any more messages', 'I don\'t want any more messages', 'I no longer wish to receive messages', 'i dont want to receive these texts', 'unsubscribe', 'UNSUBSCRIBE ME', 'please unsubscribe me',
    'unsubscribe me from this list', 'Unsubscribe from all', 'unsub', 'opt out', 'opt-out', 'optout', 'OPT ME OUT', 'I want to opt out', 'I would like to unsubscribe', 'remove me', 'Remove me from your list',
    'please remove me from this list', 'take me off your list', 'remove my number', 'Delete my number from your list', 'cancel', 'end', 'quit', 'revoke', 'I revoke my consent',
  ],
  German: [
    'STOPP', 'Stopp!', 'stop bitte', 'Bitte stoppen', 'abmelden', 'Bitte abmelden!', 'ABBESTELLEN', 'Newsletter abbestellen', 'keine SMS mehr', 'Keine Nachrichten mehr bitte', 'bitte keine Nachrichten mehr senden',
    'Bitte keine Werbung mehr', 'keine Werbung', 'Bitte nicht mehr schreiben', 'Schreiben Sie mir nicht mehr', 'Schickt mir keine Nachrichten mehr', 'Ich möchte keine Nachrichten mehr', 'Ich will keine SMS mehr bekommen',
    'Bitte melden Sie mich ab', 'Nehmen Sie mich von der Liste', 'Bitte austragen', 'Abmeldung', 'Ich widerrufe meine Einwilligung', 'Hallo, bitte abmelden, danke', 'Abmelden\n\nVon meinem iPhone gesendet',
  ],
  French: [
    'ARRET', 'Arrêt', 'arrêter', 'Arrêtez', 'STOP SMS', 'désabonner', 'Désabonnez-moi', 'me désabonner', 'Désinscription', 'Je veux me désabonner', 'Arrêtez de m\'envoyer des messages', 'arrêtez de m’écrire',
    'Plus de messages', 'plus de SMS svp', 'Ne m\'envoyez plus de messages', 'ne m\'écrivez plus', 'Ne me contactez plus', 'Stop s\'il vous plaît', 'Retirez-moi de votre liste', 'Je ne veux plus recevoir de messages',
  ],
  Spanish: [
    'BAJA', 'Dar de baja', 'Darme de baja', 'quiero darme de baja', 'Denme de baja por favor', 'ALTO', 'parar', 'cancelar suscripción', 'no más mensajes', 'No mas mensajes por favor', 'No me envíen más mensajes',
    'no me manden mensajes', 'No me escriban más', 'Dejen de enviarme mensajes', 'dejen de escribirme', 'No quiero recibir más mensajes', 'Quítenme de la lista', 'desuscribir',
  ],
  Portuguese: ['SAIR', 'cancelar', 'Cancelar inscrição', 'Descadastrar', 'me descadastre', 'pare', 'Parem de me enviar mensagens', 'pare de enviar mensagens', 'não quero receber mensagens', 'Não quero mais receber mensagens', 'Não me mandem mais mensagens', 'Quero sair da lista'],
  Italian: ['disiscrivimi', 'Disiscrivermi', 'Cancellami', 'Annulla iscrizione', 'basta messaggi', 'Basta SMS', 'Non inviatemi più messaggi', 'non scrivetemi più', 'Non voglio più messaggi', 'non voglio ricevere messaggi', 'Toglietemi dalla lista', 'stop per favore'],
  Dutch: ['afmelden', 'Uitschrijven', 'Meld mij af', 'ik wil me afmelden', 'Stoppen aub', 'geen berichten meer', 'Geen sms meer', 'Stuur me geen berichten meer', 'Haal mij van de lijst', 'schrijf me uit', 'Ik wil geen berichten meer'],
  Swedish: ['avsluta', 'Avregistrera mig', 'avbeställ', 'inga fler sms', 'Sluta skicka meddelanden', 'Ta bort mig från listan'],
  Danish: ['afmeld', 'Afmeld mig', 'ikke flere beskeder', 'Stop med at sende beskeder', 'Slet mig fra listen'],
  Norwegian: ['avmeld', 'Meld meg av', 'avslutt', 'ingen flere meldinger', 'Slutt å sende meldinger'],
  Finnish: ['LOPETA', 'Peruuta tilaus', 'ei enää viestejä', 'Älkää lähettäkö viestejä', 'Poista minut listalta'],
  Icelandic: ['Hætta', 'Afskrá mig'],
  Polish: ['REZYGNUJĘ', 'rezygnacja', 'Wypisz mnie', 'wypisz mnie z listy', 'Proszę nie pisać', 'nie chcę więcej wiadomości', 'Nie wysyłajcie mi wiadomości'],
  Czech: ['odhlásit', 'Odhlásit odběr', 'už mi nepište', 'Nechci další zprávy', 'zrušit odběr'],
  Slovak: ['odhlásiť', 'Už mi nepíšte', 'zrušiť odber'],
  Hungarian: ['leiratkozás', 'Leiratkozom', 'Ne küldjenek több üzenetet'],
  Romanian: ['dezabonare', 'Dezabonează-mă', 'nu mai vreau mesaje', 'Nu-mi mai trimiteți mesaje'],
  Bulgarian: ['СПРИ', 'Отпиши ме', 'не искам повече съобщения'],
  Russian: ['СТОП', 'стоп!', 'Отписаться', 'отписка', 'Отпишите меня', 'Хватит', 'не пишите мне', 'Больше не пишите мне', 'Прекратите слать сообщения', 'Не присылайте мне сообщения', 'Не хочу получать сообщения', 'Уберите меня из рассылки', 'удалите меня из списка пожалуйста'],
  Ukrainian: ['Відписатися', 'відпишіть мене', 'Не пишіть мені', 'Не надсилайте мені повідомлення'],
  Serbian: ['одјава', 'Одјави ме'],
  Croatian: ['odjava', 'Odjavi me', 'Ne želim više poruka', 'nemojte mi slati poruke'],
  Greek: ['ΣΤΟΠ', 'διακοπή', 'Κατάργηση εγγραφής', 'όχι άλλα μηνύματα', 'μη μου στέλνετε μηνύματα'],
  Turkish: ['iptal', 'İPTAL', 'RET', 'ABONELİKTEN ÇIK', 'Listeden çıkar', 'mesaj atmayın', 'Bana mesaj göndermeyin', 'artık mesaj istemiyorum'],
  Arabic: ['إيقاف', 'ايقاف', 'توقف', 'إلغاء الاشتراك', 'الغاء الاشتراك', 'أوقفوا الرسائل', 'لا ترسلوا لي رسائل', 'لا أريد رسائل'],
  Hebrew: ['הסר', 'הסירו אותי', 'הסר אותי מהרשימה', 'תפסיקו לשלוח הודעות'],
  Persian: ['لغو', 'لغو اشتراک', 'پیام نفرستید'],
  Hindi: ['रोकें', 'बंद करें', 'बंद करो', 'संदेश भेजना बंद करें', 'मुझे मैसेज मत भेजो'],
  Bengali: ['বন্ধ করুন', 'বার্তা পাঠানো বন্ধ করুন'],
  Tamil: ['நிறுத்து', 'நிறுத்தவும்'],
  Chinese: [
    '退订', '退訂', 'TD', 'ｔｄ', '回复TD退订', '取消订阅', '取消訂閱', '停止发送', '停止發送', '请停止发送短信', '不要再发了', '别再发了', '请不要再发短信', '不要再给我发短信', '请不要再给我发消息了。', '我要退订', '请帮我退订，谢谢', '不想收到短信', '請停止傳送訊息', '不要再傳訊息給我',
  ],
  Japanese: [
    '配信停止', '配信停止。', '配信停止してください', '配信停止お願いします', '配信停止をお願いいたします', '配信停止希望', '配信停止を希望します', '配信を停止してください', '配信を止めてください', 'メールの配信を停止してください。', 'メール配信停止', 'メルマガ配信停止希望です',
    '配信解除', '解除', '登録解除', '登録解除してください', '登録を解除したいです', '停止', '停止してください', 'ストップ', 'ｽﾄｯﾌﾟ', 'STOPしてください', '退会', '退会したい', '退会します', '退会希望です', '退会をお願いします', 'メール不要', 'メールはもういりません', 'メッセージは不要です',
    'もう送らないで', 'もう送らないでください', 'もう送ってこないでください', 'メッセージを送らないでください', '今後メールを送らないで下さい', '送信停止', '送信しないでください', '連絡しないでください', 'もう連絡しないで', '購読解除', '配信不要です', '受信拒否', 'すみません、配信停止でお願いします', '配 信 停 止', '今後の連絡は不要です',
  ],
  Korean: ['수신거부', '수신 거부', '수신거부합니다', '수신거부 해주세요', '구독취소', '구독 취소해 주세요', '그만 보내세요', '그만보내', '문자 보내지 마세요', '더 이상 보내지 마세요', '메시지 보내지 마'],
  Vietnamese: ['DỪNG', 'Hủy đăng ký', 'Ngừng gửi tin nhắn', 'đừng gửi tin nhắn nữa', 'Từ chối'],
  Thai: ['หยุด', 'ยกเลิกการสมัคร', 'หยุดส่งข้อความ', 'ไม่ต้องส่งมาอีก'],
  Indonesian: ['BERHENTI', 'berhenti berlangganan', 'Jangan kirim pesan lagi', 'Jangan hubungi saya lagi', 'stop kirim pesan'],
  Malay: ['Hentikan', 'jangan hantar mesej lagi'],
  Filipino: ['Itigil', 'Itigil na po'],
  Swahili: ['Simamisha', 'Usinitumie ujumbe'],
  Lithuanian: ['Atsisakyti', 'nebesiųskite žinučių'],
  Latvian: ['Atteikties', 'nesūtiet ziņas'],
  Estonian: ['Loobu', 'lõpetage sõnumite saatmine'],
  Catalan: ['Donar-me de baixa', 'no més missatges'],
  Albanian: ['Ndalo', 'mos më dërgoni mesazhe'],
};

/** A person must look at each: somebody may want to hear no more, or may be asked after if messages end. None stops anything by itself. */
export const mustBeReviewed: readonly string[] = [
  'stop by tomorrow?', 'please don\'t stop', 'Please cancel', 'I need to cancel', 'Quiero cancelar', 'OK end', '連絡は不要です', 'DUNG', 'Don\'t stop sending me these, I love them', 'STOP IT', 'Can you stop by at 5?', 'Where is the bus stop?', 'I will stop by your shop', 'non stop', 'Please stop my order',
  'stop the delivery to my old address', 'Why did you stop texting me?', 'the updates stopped, why?', 'stop asking me for my order number', 'I can\'t stop laughing', 'Stop! Wait, one more question', 'How do I unsubscribe?',
  'I did not unsubscribe', 'How can I opt out?', 'I never opted out', 'unsubscribe my wife, not me', 'Please do not unsubscribe me', 'remove me as a contact for the second flat only', 'Leave me alone', 'this is spam', 'Do not text me before 9 am',
  'Wie kann ich mich abmelden?', 'Bitte nicht abmelden', 'Kann ich den Newsletter später abbestellen?', 'Stopp an der Ecke Hauptstraße', 'Ne me désabonnez pas', 'Comment se désabonner ?', '¿Cómo me doy de baja?', 'Estoy de baja médica',
  'Como faço para descadastrar outra pessoa?', 'Moet ik me afmelden voor de cursus?', 'Jak mogę się wypisać?', 'Как отписаться?', 'Не отписывайте меня', 'Abonelikten nasıl çıkarım?', 'كيف يمكنني إلغاء الاشتراك؟',
  '配信停止の方法を教えてください', '配信停止しないでください', '停止しましたか？', 'ストップウォッチはありますか', '退会しません', '退会するとポイントはどうなりますか', '解除コードを教えてください', 'いつ配信が停止されますか', '不要退订', '怎么退订？', '我没有退订', '수신거부 방법 알려주세요', '수신거부 하지 마세요',
];

/** Messages like any other. */
export const mustGoOn: readonly string[] = [
  'START', 'yes', 'No', 'ok', 'thanks', 'HELP', 'info', '1', '👍', '', '...', '   ', 'Where is my order 4711?', 'Đúng', 'Đúng rồi', 'Huy', 'Peru', 'red', 'My internet stopped working', 'The washing machine stops in the middle', 'Ich habe keine Nachrichten bekommen', 'Great, see you tomorrow', 'Thanks, got it\n> To unsubscribe, write STOP', 'unstoppable', 'My name is Stoppard', 'Weekend works', 'When does it end?', 'by the end of the week', 'cancel my order',
  'Please cancel my appointment', 'I want to cancel my contract', 'quit smoking course?', 'I love these messages', 'Send me more messages', 'Please text me tomorrow', 'Danke', 'Endlich!', 'Ich möchte meine Bestellung stornieren', 'Bitte mehr davon', 'Merci beaucoup', 'Gracias', 'No quiero cancelar',
  'El edificio más alto', 'Sim, obrigado', 'Va bene, grazie', 'Dank u wel', 'Tack', 'Kiitos', 'Dziękuję', 'Спасибо', 'Где мой заказ?', 'Teşekkürler', 'Siparişimi iptal etmek istiyorum', 'شكرا', 'תודה', 'धन्यवाद', 'はい', 'ありがとうございます', '注文番号は4711です', '明日届きますか',
  'もっと送ってください', '注文をキャンセルしたい', '連絡してください', '好的', '谢谢', '取消订单', '감사합니다', '주문 취소해주세요', 'Xin cảm ơn', 'ขอบคุณ', 'Terima kasih',
];
