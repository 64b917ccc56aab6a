namespace LiveChat.AssistantRouting.Retrieval;

// Word lists: separated by spaces, written with their diacritics (they are folded when loaded). In the synonyms each
// line is one group. The groups are about shops and services, since that is what most articles are about.

internal static class EnglishWords
{
    public const string Stop = """
        a about above after again ago all also am an and any anyone anything are aren as at be because been before being below between both but by
        can cannot could couldn d did didn do does doesn doing don down during each else ever every few for from further get gets getting got
        had has hasn have haven having he hello hey hi her here hers him his how i if in into is isn it its itself just let ll m may maybe me might more most
        must my myself no nor not of off ok okay on once one only or other our ours out over own please re s same shall she should so some somebody someone something
        such t than thank thanks that the their theirs them then there these they this those through to too under until up us ve very was way we were
        what when where whether which while who whom whose why will with within without won would wouldn yes yet you your yours
        ive im id dont doesnt cant whats hows theres isnt arent
        """;

    public const string Weak = """
        accept accepts accepted actually afternoon already always available another ask away bad best better big bit buy buying bought case certain come comes coming currently day difference else enough enter entered typed
        evening exactly expect explain fast few find first friend girlfriend boyfriend give go going good great happen happens help husband wife son daughter mother father idea info information instead item items keep kind know
        last later least left like little long longer look looking lot love make makes many matter mean mind minute month morning much need needs never new next night now
        number old part people person place placed policy policies possible problem product products put question quick quickly quite real really right rid said say see seem seems sell send sends sent set show
        since soon still stuff sure take takes taking talk tell thing things think time times today tomorrow tonight try trying two type understand use used using usually various
        want wanted wants week weeks well wish wonder wondering wore work works worn year years yesterday
        """;

    public const string Synonyms = """
        ship shipping shipment deliver delivery delivered delivers dispatch post postage send sent arrive arrives arrived arrival
        states usa america
        kingdom uk gb britain england
        temperature temperatures degree degrees hot hotter warm warmer
        return returns returning
        refund refunds refunded reimburse reimbursed
        jumper jumpers sweater sweaters pullover pullovers knitwear
        wash washing washed launder laundry laundered washer
        price prices cost costs fee fees charge charges expensive cheap pricing rate rates
        pay paying payment payments paid
        store stores shop shops
        hours open opening opens close closing closes closed
        repair repairs repaired mend mending mended fix fixed darn
        exchange exchanges swap swapping
        cancel cancelling cancelled cancellation canceling canceled undo
        change changing changed modify edit alter amend
        material materials fabric fibre fiber composition
        gift gifts present presents
        card cards voucher vouchers certificate
        size sizes sizing fit fits
        long length
        chest bust
        colour color colours colors
        dryer drier dry drying
        damaged broken faulty defective defect fault torn
        track tracking trace
        parcel parcels package packages
        mail email e-mail
        itch itchy itches scratchy
        kids children child kid baby babies toddler
        invoice bill receipt
        wrap wrapping wrapped
        pick collect collection pickup
        phone telephone call ring
        park parking
        instalment instalments installment installments
        discount discounts coupon coupons promo promotion
        method methods way ways option options
        currency currencies
        duty duties customs
        tax taxes vat
        visa mastercard credit debit
        country countries abroad overseas international internationally
        upgrade upgrading
        late delayed delay
        moth moths
        iron ironing
        sheep animal animals
        """;
}

internal static class GermanWords
{
    public const string Stop = """
        aber alle allem allen aller alles als also am an ander andere anderem anderen anderer auch auf aus bei beim bin bis bist bitte da damit dann danke das dass dabei dein deine dem den
        denn der des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines einmal er es etwas euch euer eure für
        gegen hab habe habt haben hallo hat hatte hatten hi hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ist ja jede jedem jeden jeder jedes jetzt kann kannst kein keine keinem keinen keiner
        können könnt könnte könnten man manche mein meine meinem meinen meiner mich mir mit muss müssen nach nein nicht nichts noch nun nur ob oder ohne per pro schon sehr sein seine seinem seinen seiner
        sich sie sind so soll sollen sollte sonst über um und uns unser unsere unserem unseren unserer unter viel viele vom von vor wann war waren warum was weil welche welchem welchen welcher welches
        wenn wer werde werden wie wieder will wir wird wo woher wohin wollen worden wurde wurden würde würden zu zum zur zwischen darf dürfen gibt guten tag
        """;

    public const string Weak = """
        bekomme bekommen brauche brauchen dauert erst finde finden frage fragen funktioniert gehen geht gern gerne gut heute hoch hilfe informationen kaufen gekauft kosten lange letzte letzten machen macht mal mehr mitnehmen mitbringen möchte möchten
        möglich morgen nächste nächsten neu passiert problem produkt sache sagen schnell sehen stunde stunden suche tage tagen uhr wissen woche wochen zeit
        """;

    public const string Synonyms = """
        versand versenden verschicken schicken liefern lieferung geliefert zustellung porto
        rückgabe zurückgeben retoure retouren zurückschicken zurücksenden rücksendung erstattung rückerstattung
        umtausch umtauschen tauschen austauschen
        preis preise kosten kostet gebühr gebühren teuer miete
        zahlen bezahlen zahlung bezahlung
        öffnungszeiten geöffnet offen öffnet schließt geschlossen
        mieten miete ausleihen leihen verleih vermietung
        rad räder fahrrad fahrräder velo velos bike bikes
        stornieren stornierung absagen storno kündigen
        reparatur reparieren reparatur panne kaputt defekt
        kind kinder
        ausweis personalausweis reisepass pass
        kaution pfand
        """;
}

internal static class FrenchWords
{
    public const string Stop = """
        ai aie alors as au aucun aussi autre autres aux avant avec avez avoir avons bien bonjour ça car ce ceci cela ces cet cette ceux chaque chez ci comme comment dans de des donc dont du elle elles en encore entre es est
        et étaient étais était êtes être eu eux fait faire faut il ils je jusqu la là le les leur leurs lui ma mais me même merci mes moi mon ne ni non nos notre nous on ont ou où par parce pas peut peux
        plus plait pour pourquoi pouvez puis puisje qu quand que quel quelle quelles quels qui quoi sa salut sans se ses si soit son sont sous suis sur svp ta te tes toi ton tous tout toute toutes très tu un une va vais
        vers veux voici vos votre vous voudrais y oui
        """;

    public const string Weak = """
        acheter acheté aide aider aimerais besoin bon bonne combien demain dire dois doit heure heures hier information jour jours long longtemps marche mois nouveau possible prend prendre
        problème produit question savoir semaine semaines temps trouver trouve utiliser
        """;

    public const string Synonyms = """
        livraison livrer livrez expédition expédier envoi envoyer port
        retour retourner renvoyer remboursement rembourser remboursé
        échange échanger
        prix coût coûte coûter tarif tarifs frais cher combien
        payer paiement paie régler règlement
        ouvert ouverture horaires horaire ouvre ferme fermé fermeture
        louer location loue
        vélo vélos bicyclette bicyclettes
        annuler annulation
        réparer réparation panne crevaison cassé
        enfant enfants
        caution dépôt
        """;
}

internal static class SpanishWords
{
    public const string Stop = """
        a al algo alguna algunas alguno algunos ante antes aquí así aún aunque bien cada como cómo con contra cual cuál cuáles cuales cualquier cuando cuándo cuánto cuanta cuánta cuántos cuántas de del desde donde dónde dos durante e el él ella ellas
        ellos en entre era es esa esas ese eso esos esta está están estas este esto estos estoy fue fueron gracias ha haber había han has hasta hay he hola la las le les lo los más me mi mí mis mucho muchos muy
        nada ni no nos nosotros nuestra nuestro o os otra otras otro otros para pero poco por porque pueda puede pueden puedo que qué quien quién quiero se sea ser si sí sido sin sobre son su sus también tan te tengo tiene tienen
        todo todos tu tú tus un una uno unos usted ustedes va vosotros y ya yo favor
        """;

    public const string Weak = """
        ayuda ayudar buen bueno comprar comprado debo decir día días encontrar hacer hace hora horas hoy información mañana necesito nuevo pedir piden pide posible pregunta problema producto saber semana semanas tarda tiempo usar
        """;

    public const string Synonyms = """
        envío envíos enviar envían entrega entregar mandar
        devolución devolver devoluciones reembolso reembolsar
        cambio cambiar
        precio precios coste costo cuesta cuestan tarifa tarifas caro cuánto
        pagar pago pagos
        abierto abierta abren abre horario horarios apertura cierra cerrado cierran
        alquilar alquiler alquilo
        bicicleta bicicletas bici bicis
        cancelar cancelación anular
        reparar reparación avería pinchazo roto
        niño niños niña
        fianza depósito
        """;
}
