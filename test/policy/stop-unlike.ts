/** Written down after what recognises the others, in other words than theirs. */
export const saidOtherwise: readonly string[] = [
  'Stop contacting me please, thank you', 'Please no more text messages', 'I did not sign up for this, remove my number', 'Stop!! I don\'t want these texts', 'You guys need to stop texting me', 'Please stop with the text messages', 'do not send anything to this number', 'Could you take me off the mailing list please', 'Unsubscribe please, thanks', 'i dont want any messages from u', 'pls dont txt me', 'cut it out with the messages', 'Stop sending messages to this number', 'Please stop calling and texting me', 'I said stop', 'stop it with the ads', 'I wish to be removed from your list', 'kindly stop sending promotional messages', 'wrong number, stop texting',
  'Bitte keine weiteren SMS', 'Ich möchte von Ihnen nicht mehr kontaktiert werden', 'Bitte keine Nachrichten mehr an diese Nummer', 'Unterlassen Sie bitte diese Nachrichten', 'Löschen Sie meine Nummer', 'Ich bitte um Löschung aus dem Verteiler', 'Streicht mich von der Liste', 'Bitte meine Nummer aus dem Verteiler nehmen', 'Ich möchte nicht mehr angerufen werden',
  'Stop aux messages svp', 'Je refuse de recevoir vos messages', 'Arrêtez vos messages', 'Enlevez-moi de la liste', 'Je voudrais ne plus recevoir de SMS', 'Merci d\'arrêter les messages', 'Ne me harcelez plus', 'Je ne désire plus être contacté par SMS',
  'Basta de mensajes', 'Dejen de molestar', 'Ya no me manden mensajes', 'No quiero que me escriban', 'Favor de no enviar más mensajes', 'No me interesa recibir sus mensajes', 'Quiero que dejen de mandarme mensajes', 'Sáquenme de la lista por favor',
  'Chega de mensagens', 'Não me incomodem mais', 'Favor não enviar mais mensagens', 'Quero que parem de me mandar mensagens', 'Retire o meu número da vossa lista', 'Não quero receber nada de vocês',
  'Basta scrivermi', 'Non voglio essere contattato', 'Vi chiedo di non inviarmi più messaggi', 'Smettila di scrivermi',
  'Ik wil geen sms\'jes meer', 'Stop met mij berichten te sturen', 'Geen sms meer naar dit nummer sturen', 'Wil je me van de lijst halen',
  'Przestańcie mnie nękać SMS-ami', 'Nie chcę już od was żadnych wiadomości', 'Proszę o usunięcie mnie z listy',
  'Прошу больше не присылать сообщения', 'Не нужно мне писать', 'Исключите меня из рассылки', 'Не шлите мне больше ничего', 'Прошу удалить мой номер',
  'Mesaj atmayı kesin artık', 'Beni listeden çıkartın', 'Bu mesajları istemiyorum', 'Bana SMS gelmesin',
  'لا أريد أن تصلني رسائل', 'أوقفوا إرسال الرسائل', 'لا ترسل لي شيئا', 'ألغوا اشتراكي من فضلكم', 'لا تزعجوني',
  '不要再发了谢谢', '别发了', '我不想收到这种短信', '不要再发广告给我', '请将我的号码删除', '请停止骚扰', '别给我打电话了', '拒收', '不要再发这种短信',
  'もうメールしないでください', 'メッセージいらない', '二度と送ってこないで', '連絡をやめてください', 'もうやめて', '送信をやめてほしい', 'DMを止めてください', '通知を止めて', 'メールの受信を拒否します', 'お知らせメールはいりません', '配信をストップしてほしい', 'メルマガを解除したいです', '今後は送らなくて結構です', 'もう送信はしないでください', 'この番号に送らないでください',
  '문자 보내지마세요 제발', '광고 보내지 마세요', '더는 연락하지 말아주세요', '문자 좀 그만', '연락하지 마', '수신 거부할게요', '스팸 그만 보내', '이제 그만 보내 주시겠어요', '연락 받고 싶지 않습니다',
  'หยุดส่ง sms', 'ไม่ต้องส่งมาแล้ว', 'เลิกส่งมาได้แล้ว', 'ไม่รับข้อความ', 'ห้ามส่งมาอีก', 'ไม่เอาข้อความแล้ว',
  'मैसेज बंद करो', 'मुझे संदेश न भेजें', 'आगे से मैसेज न करें', 'Đừng nhắn tin cho tôi nữa', 'Tôi không muốn nhận quảng cáo', 'Jangan kirim SMS lagi', 'Saya tidak mau dihubungi lagi', 'Jangan hantar SMS kepada saya', 'Huwag na mag-text',
  'Sluta smsa mig', 'Jag vill inte ha era sms', 'Ikke send meg flere sms', 'Lopettakaa', 'Älkää lähettäkö minulle tekstiviestejä',
  'please quit sending me these annoying texts', 'I\'m done with these messages, remove me', 'do not ever message me again',
  'Hey can you guys please stop emailing me every day', 'I would like to stop getting your newsletters', 
  'Bitte streichen Sie mich aus Ihrem Verteiler', 'Hören Sie bitte damit auf, mich anzurufen', 'Keine weitere Werbung bitte', 'Ich will von euch keine Mails mehr kriegen',
  'Bitte stellen Sie die Nachrichten ein', 'J\'aimerais ne plus recevoir de mails', 'Arrêtez de m\'appeler', 'Ne me contactez plus jamais', 'Stop la pub',
  'Por favor no me escriban', 'No manden más mensajes', 'Quiero que me borren de su lista', 'Para de mandar mensagem', 
  'Não mandem mais nada', 'Non mandatemi più niente', 'Toglietemi da questa lista', 'Gelieve mij geen berichten meer te sturen', 'Ik wil me uitschrijven',
  'Nie wysyłajcie mi już nic', 'Proszę wykreślić mnie z bazy', 'Перестаньте слать мне этот спам', 'Мне не нужны ваши сообщения', 'Уберите мой номер из списка',
  'Bana artık mesaj göndermeyin', 'Mesajları durdurun', 'أرجوكم لا ترسلوا رسائل', 'امسحوا رقمي', '不要再给我打电话了', '请不要再发邮件', '我要求停止发送信息', '不想再收到你们的广告了', '今後メールは送らないでください',
  'LINEを送らないで', 'もうお知らせは結構です', 'SMSの送信をやめてください', 'メールの配信をやめてほしい', 'もう案内はいりません', '연락하지 말아 주세요', '문자 안 받을래요', '메일 수신 거부', 'ข้อความพอแล้ว', 'หยุดส่งโฆษณามาหาผม',
  'ยกเลิกข้อความ', 'मुझे विज्ञापन मत भेजो', 'Đừng gửi quảng cáo nữa', 'Jangan SMS saya lagi', 'Nechci žádné zprávy', 'Ne küldjenek nekem üzenetet',
  'Nu mai trimiteți mesaje', 'Не ми пишете повече', 'Не пишіть мені більше', 'Ne šaljite mi više poruke', 'Μη μου στέλνετε άλλα μηνύματα', 'לא רוצה הודעות',
  'به من پیام ندهید', 'Send ikke flere beskeder', 'Ikke kontakt meg mer', 'Skicka inte fler sms', 'En halua viestejä',
];

/** Somebody may have had enough, or speaks of something else in the same words. */
export const saidOtherwiseUnclear: readonly string[] = [
  'this number no longer wants messages', 'Keine Lust mehr auf eure SMS', 'Laissez-moi tranquille', 'Lasciatemi in pace', 'Laat me met rust', 'Dajcie mi spokój', 'Отстаньте от меня', 'Я против рассылки', 'Rahatsız etmeyin', 'بس رسائل', '迷惑なのでやめてください', 'รำคาญ เลิกส่งข้อความ', 'Lad mig være i fred', 'no messages please', 'Please cancel my text alerts', 'Déjenme en paz', 'Me deixem em paz',
  'I need to stop my contract at the end of the month', 'do not send me the red one', 'Bitte schicken Sie mir keine Ersatzteile', 'Schreiben Sie mir nicht, rufen Sie an', 'Arrêtez la machine', 'Geen berichten ontvangen', 'Не звоните, лучше напишите', '不要发顺丰', '别发错了', '送らないでください', '상품을 보내지 마세요', 'Jangan kirim hari ini',
];

/** What customers write every day of messages, calls and things that end: nothing of it asks for no more messages, and no person need look. */
export const everyDay: readonly string[] = [
  'Hi, where is my parcel?', 'Can you call me tomorrow?', 'I have not received any messages', 'I don\'t get your emails', 'Please change my phone number', 'Please delete my account', 'I want to return this', 'The app doesn\'t send notifications', 'Please remove the second item from my order', 'My messages are not being delivered', 'I am tired of waiting for my parcel', 'Don\'t call, text me', 'Please don\'t send it to my old address', 'No, this one', 'No thanks', 'Enough said, thanks', 'I don\'t need these shoes', 'When will you send me the text?', 'I never got the email', 'Do you have any offers?', 'Quit my job today',
  'Ich habe die Nachricht nicht erhalten', 'Können Sie mich anrufen?', 'Ich möchte meine Nummer ändern', 'Wann hört das auf', 'Ich will die Bestellung nicht mehr', 'Bitte rufen Sie mich nicht vor 9 an', 'Keine Nachrichten erhalten', 'Bitte mehr Informationen', 'Ich möchte keine Rechnung per Post',
  'Je n\'ai pas reçu le message', 'Pouvez-vous me rappeler ?', 'Plus d\'informations svp', 'Je ne veux plus de ce produit', 'Merci de ne pas livrer demain',
  'No he recibido mensajes', '¿Me pueden llamar?', 'Ya no quiero el pedido', 'No me llamen hoy, mañana sí', 'Quiero cancelar mi pedido', 'Deje el paquete en la puerta', 'Para mi marido', 'Más mensajes por favor',
  'Não recebi a mensagem', 'Podem ligar-me amanhã?', 'Não quero mais o produto', 'Deixem a encomenda na porta',
  'Non ho ricevuto messaggi', 'Potete chiamarmi?', 'Non voglio più il prodotto', 'Ik heb geen mail gekregen', 'Kunt u mij bellen?', 'Ik wil de bestelling niet meer',
  'Nie otrzymałem wiadomości', 'Proszę o kontakt', 'Nie chcę już tego produktu', 'Я не получил смс', 'Позвоните мне', 'Не хочу больше этот товар', 'Больше не работает',
  'Mesaj gelmedi', 'Beni arayın', 'Siparişi istemiyorum', 'لم أستلم الطلب', 'اتصلوا بي', 'لا أريد المنتج',
  '我没收到短信', '请打电话给我', '不要这个了', '不要了', '请尽快发货', '删除订单', '我要取消预约', '不用了，谢谢',
  'メールが届いていません', '電話してください', '商品は不要になりました', 'これはいりません', '明日は来ないでください', '注文をやめたい', 'キャンセルします', 'やめます', '住所を変更してください', 'ラインで連絡してください', 'もう結構です', 'まだ届きません', '連絡をお待ちしています', '番号を変更したい', 'ポイントはいりません',
  '문자를 못 받았어요', '전화해 주세요', '이제 필요없어요', '배송하지 마세요', '주문 취소할게요', '아직 안 왔어요',
  'ยังไม่ได้รับของ', 'โทรหาฉันหน่อย', 'ไม่เอาแล้ว', 'อย่าส่งวันนี้', 'ไม่ต้องการสินค้า', 'ขอยกเลิกคำสั่งซื้อ', 'ส่งของมาแล้ว', 'เลิกงานแล้วโทรหา',
  'मुझे मैसेज नहीं मिला', 'ऑर्डर नहीं चाहिए', 'Đúng, gọi cho tôi', 'Tôi chưa nhận được tin nhắn', 'Đừng giao hàng hôm nay', 'Saya belum terima pesan', 'Jag har inte fått något sms', 'Jeg har ikke fått melding', 'En ole saanut viestiä', 'Nu am primit mesajul', 'Nem kaptam üzenetet', 'Nedostal jsem zprávu', 'Δεν έλαβα μήνυμα', 'לא קיבלתי הודעה', 'پیامی دریافت نکردم',
];
