namespace LiveChat.AssistantRouting.Routing;

/// <summary>The words of one intent, by language; phrases are separated by '|'.</summary>
internal sealed record IntentEntry(string Name, IReadOnlyList<(string Language, string Words)> ByLanguage);

/// <summary>What the built-in classifier recognises. Words that two intents share are in neither.</summary>
internal static class IntentWords
{
    public static readonly IReadOnlyList<IntentEntry> All =
    [
        new("billing_issue",
        [
            ("en", "invoice|bill|billing|charged|charged twice|double charge|overcharged|receipt|payment failed|credit card|debit|direct debit|vat|payment"),
            ("de", "rechnung|abgebucht|doppelt abgebucht|abbuchung|beleg|zahlung|bezahlung|kreditkarte|lastschrift|mehrwertsteuer|mahnung"),
            ("fr", "facture|facturation|prélevé|prélèvement|débité|débité deux fois|paiement|carte bancaire|tva|reçu de paiement"),
            ("es", "factura|facturación|cobro|cobrado|cobrado dos veces|cargo|pago|tarjeta de crédito|iva|domiciliación"),
            ("ja", "請求|領収書|支払い|二重請求|クレジットカード|引き落とし"),
            ("ar", "فاتورة|الفاتورة|دفع|الدفع|خصم|بطاقة الائتمان|ضريبة"),
        ]),
        new("technical_support",
        [
            ("en", "error|error message|bug|crash|crashes|does not work|doesn't work|not working|broken link|login|log in|password|cannot log in|freezes|app|website|install|update failed"),
            ("de", "fehler|fehlermeldung|absturz|stürzt ab|funktioniert nicht|geht nicht|einloggen|anmelden|passwort|kennwort|hängt|app|installieren|webseite"),
            ("fr", "erreur|message d'erreur|bogue|plante|ne fonctionne pas|ne marche pas|connexion|mot de passe|se connecter|application|installer|site web"),
            ("es", "error|mensaje de error|fallo|no funciona|se bloquea|iniciar sesión|contraseña|aplicación|instalar|página web"),
            ("ja", "エラー|動かない|動きません|ログイン|パスワード|不具合|アプリ|インストール"),
            ("ar", "خطأ|لا يعمل|تسجيل الدخول|كلمة المرور|كلمة السر|التطبيق|عطل"),
        ]),
        new("shipping",
        [
            ("en", "shipping|ship|delivery|deliver|delivered|parcel|package|tracking|track|courier|arrive|where is my order"),
            ("de", "versand|versenden|lieferung|liefern|geliefert|lieferzeit|paket|sendung|sendungsnummer|sendungsverfolgung|zustellung|wo ist meine bestellung"),
            ("fr", "livraison|livrer|livré|expédition|expédier|colis|suivi|numéro de suivi|où est ma commande"),
            ("es", "envío|enviar|entrega|entregar|paquete|seguimiento|número de seguimiento|dónde está mi pedido"),
            ("ja", "配送|発送|配達|届き|届か|荷物|追跡|送料"),
            ("ar", "شحن|الشحن|توصيل|التوصيل|طرد|الطرد|تتبع|أين طلبي"),
        ]),
        new("returns",
        [
            ("en", "return|returns|send back|refund|money back|exchange|swap for another size"),
            ("de", "rückgabe|zurückgeben|zurückschicken|zurücksenden|retoure|rücksendung|erstattung|geld zurück|umtausch|umtauschen"),
            ("fr", "retour|retourner|renvoyer|remboursement|rembourser|échange|échanger"),
            ("es", "devolución|devolver|reembolso|reembolsar|cambio de talla|cambiar por otra"),
            ("ja", "返品|返金|交換"),
            ("ar", "إرجاع|استرجاع|استرداد|استبدال"),
        ]),
        new("cancellation",
        [
            ("en", "cancel|cancellation|unsubscribe|end my subscription|terminate my contract|close my account|delete my account"),
            ("de", "kündigen|kündigung|stornieren|stornierung|storno|abbestellen|abo beenden|vertrag beenden|konto löschen"),
            ("fr", "annuler|annulation|résilier|résiliation|désabonner|supprimer mon compte"),
            ("es", "cancelar|cancelación|anular|anulación|darme de baja|dar de baja|eliminar mi cuenta"),
            ("ja", "キャンセル|解約|退会"),
            ("ar", "إلغاء|الغاء|حذف حسابي"),
        ]),
        new("complaint",
        [
            ("en", "complaint|complain|unacceptable|disappointed|terrible|awful|worst|damaged|defective|faulty|torn|wrong item|never again"),
            ("de", "beschwerde|beschweren|reklamation|reklamieren|unverschämt|enttäuscht|schrecklich|beschädigt|defekt|kaputt|falscher artikel|nie wieder"),
            ("fr", "plainte|réclamation|inadmissible|inacceptable|déçu|déçue|horrible|endommagé|abîmé|défectueux|plus jamais"),
            ("es", "queja|quejarme|reclamación|inaceptable|decepcionado|decepcionada|horrible|dañado|defectuoso|nunca más"),
            ("ja", "苦情|クレーム|不良品|壊れて|破れて|最悪"),
            ("ar", "شكوى|سيئ|تالف|معيب|مكسور"),
        ]),
        new("sales",
        [
            ("en", "quote|offer for a company|bulk order|wholesale|discount for|buy|pricing|demo|free trial|upgrade|reseller"),
            ("de", "angebot|großbestellung|großhandel|mengenrabatt|kaufen|preisliste|probezeit testen|testversion|upgrade|wiederverkäufer"),
            ("fr", "devis|commande en gros|grossiste|acheter|tarifs|essai gratuit|démonstration|revendeur"),
            ("es", "presupuesto|pedido al por mayor|mayorista|comprar|tarifas|prueba gratuita|demostración|revendedor"),
            ("ja", "見積|卸売|購入したい|料金表|無料トライアル"),
            ("ar", "عرض سعر|الجملة|شراء|تجربة مجانية"),
        ]),
    ];
}
