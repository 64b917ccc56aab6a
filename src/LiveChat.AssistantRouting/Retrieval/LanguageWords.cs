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
        allow allowed bring brought included include includes inclusive extra handle organise arrange came happened gave given anything explain possibly must require required
        whole usual normal normally exact ago side main easy easily full
        """;

    /// <summary>Forms that no stemmer brings to their word.</summary>
    public const string Irregular = """
        children=child teeth=tooth feet=foot men=man women=woman paid=pay bought=buy sent=send lost=lose forgot=forget forgotten=forget broke=break broken=break
        left=leave came=come brought=bring taken=take took=take began=begin begun=begin spoke=speak spoken=speak chose=choose chosen=choose wore=wear worn=wear
        ate=eat eaten=eat wrote=write written=write kept=keep sold=sell told=tell met=meet hurts=hurt hiring=vacancy meaning=sense
        """;

    public const string Synonyms = """
        ship shipping shipment deliver delivery delivered delivers dispatch post postage send sent
        arrive arrives arrived arrival
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
        voucher vouchers certificate
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
        book booking bookings reserve reservation reservations appointment appointments
        leave leaving departure depart checkout
        checkin check-in
        address addresses location located directions
        wifi wireless wlan internet
        car cars vehicle automobile
        pool swimming swim
        forget forgot forgotten lost left
        expire expires expired expiry valid validity
        urgent emergency emergencies urgently
        insurance insurer insured
        begin begins start starts
        minimum least
        maximum limit limits
        staff team employee employees
        amount amounts
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
        eurem euren eures ihres meines deinem deinen deiner seinem seinen irgendwie vielleicht bitteschön zwar habs gibts kann's wäre wären hätte hätten lässt lassen mag mögen tun tut gebt geben nehm also denn mal
        """;

    public const string Weak = """
        bekomme bekommen brauche brauchen dauert erst finde finden frage fragen funktioniert gehen geht gern gerne gut heute hoch hilfe informationen kaufen gekauft kosten lange letzte letzten machen macht mal mehr mitnehmen mitbringen möchte möchten
        möglich morgen nächste nächsten neu passiert problem produkt sache sagen schnell sehen stunde stunden suche tage tagen uhr wissen woche wochen zeit
        erlaubt inklusive inbegriffen enthalten dabei mitbringen bringen anbieten angebot bietet nehmen nehmt akzeptiert ungefähr überhaupt eigentlich genau leider vorher nachher bereits immer
        komme kommen kommt dürfen gilt gelten brauch fragt wissen weiß sagt ganz verfügbar vorhanden euch
        """;

    /// <summary>Forms that no stemmer brings to their word.</summary>
    public const string Irregular = """
        verloren=verlieren verlor=verlieren gebracht=bringen genommen=nehmen nimmt=nehmen angekommen=ankommen kam=kommen bekam=bekommen gekauft=kaufen
        geschrieben=schreiben geladen=laden lädt=laden gefahren=fahren fährt=fahren isst=essen gegessen=essen trägt=tragen gilt=gelten vergisst=vergessen
        abgesagt=absagen verschoben=verschieben zurückgegeben=zurückgeben zurückgeschickt=zurückschicken umgetauscht=umtauschen abgeholt=abholen angemeldet=anmelden gekündigt=kündigen
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
        buchen buchung buchungen reservieren reservierung termin termine
        anreise ankunft ankommen einchecken anreisen check-in
        abreise abreisen auschecken abfahrt
        parken parkplatz parkplätze stellplatz stellplätze garage tiefgarage
        wlan wifi internet
        adresse anschrift anfahrt standort
        auto autos wagen pkw
        schwimmbad hallenbad pool
        vergessen verloren fundsachen
        verschieben umbuchen verlegen
        bar bargeld
        karte karten kreditkarte ec-karte
        passwort kennwort code
        steuer taxe abgabe
        notfall notfälle dringend
        versicherung versichert krankenkasse kasse
        rechnung quittung beleg
        mindestens minimum
        telefon telefonnummer anrufen telefonisch
        mail email e-mail
        laden aufladen ladestation
        """;
}

internal static class FrenchWords
{
    public const string Stop = """
        ai aie alors as au aucun aussi autre autres aux avant avec avez avoir avons bien bonjour ça car ce ceci cela ces cet cette ceux chaque chez ci comme comment dans de des donc dont du elle elles en encore entre es est
        et étaient étais était êtes être eu eux fait faire faut il ils je jusqu la là le les leur leurs lui ma mais me même merci mes moi mon ne ni non nos notre nous on ont ou où par parce pas peut peux
        plus plait pour pourquoi pouvez puis puisje qu quand que quel quelle quelles quels qui quoi sa salut sans se ses si soit son sont sous suis sur svp ta te tes toi ton tous tout toute toutes très tu un une va vais
        vers veux voici vos votre vous voudrais y oui
        a t s y j d l m n c peut-on puis-je y-a-t-il quelques aucune depuis après jusque alors donc ainsi déjà toujours où d'où allez venez faites peuvent pouvons ait soit nôtre vôtre
        """;

    public const string Weak = """
        acheter acheté aide aider aimerais besoin bon bonne combien demain dire dois doit heure heures hier information jour jours long longtemps marche mois nouveau possible prend prendre
        problème produit question savoir semaine semaines temps trouver trouve utiliser
        accepter acceptez acceptent prenez prennent inclus compris comprend permis autorisé autorisés proposer proposez venir viens apporter avoir possibles garder laisser
        """;

    /// <summary>Forms that no stemmer brings to their word.</summary>
    public const string Irregular = """
        animaux=animal travaux=travail yeux=oeil reçu=recevoir perdu=perdre rendu=rendre venu=venir cassée=cassé ouvre=ouvrir ouvert=ouvrir paye=payer paie=payer
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
        réserver réservation réservations rendez-vous rdv
        arrivée arriver arrivons arrive
        départ partir quitter
        parking garer stationner stationnement garage
        wifi internet
        adresse accès situé située
        voiture voitures auto
        piscine nager
        oublié oublier oubliés perdu perdus
        carte cartes bancaire
        espèces liquide
        impôt taxe taxes
        urgence urgences urgent
        assurance assuré mutuelle
        facture reçu
        téléphone téléphoner appeler numéro
        mail email courriel e-mail
        ouvrir ouverts ouverte
        """;
}

internal static class SpanishWords
{
    public const string Stop = """
        a al algo alguna algunas alguno algunos ante antes aquí así aún aunque bien cada como cómo con contra cual cuál cuáles cuales cualquier cuando cuándo cuánto cuanta cuánta cuántos cuántas de del desde donde dónde dos durante e el él ella ellas
        ellos en entre era es esa esas ese eso esos esta está están estas este esto estos estoy fue fueron gracias ha haber había han has hasta hay he hola la las le les lo los más me mi mí mis mucho muchos muy
        nada ni no nos nosotros nuestra nuestro o os otra otras otro otros para pero poco por porque pueda puede pueden puedo que qué quien quién quiero se sea ser si sí sido sin sobre son su sus también tan te tengo tiene tienen
        todo todos tu tú tus un una uno unos usted ustedes va vosotros y ya yo favor
        he ha hemos habéis tenéis tienes podéis podemos quisiera querría vosotros vuestro vuestra vuestros sois eres estáis sería hacia según entonces además solo sólo ahora siempre
        """;

    public const string Weak = """
        ayuda ayudar buen bueno comprar comprado debo decir día días encontrar hacer hace hora horas hoy información mañana necesito nuevo pedir piden pide posible pregunta problema producto saber semana semanas tarda tiempo usar
        admiten admite aceptan acepta aceptáis incluido incluida incluidos permitido permiten traer llevar ofrecen ofrece dejar venir vengo voy ir cualquier valer quedar
        """;

    /// <summary>Forms that no stemmer brings to their word.</summary>
    public const string Irregular = """
        estacionar=aparcar estacionamiento=aparcar estacionado=aparcar roto=romper rota=romper vuelto=volver devuelto=devolver devuelvo=devolver abierto=abrir abren=abrir cierro=cerrar cierran=cerrar cierra=cerrar
        duele=doler duelen=doler pierdo=perder perdido=perder puesto=poner escrito=escribir pido=pedir piden=pedir vuelo=avión
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
        reservar reserva reservas cita citas
        llegada llegar llegamos llego
        salida salir
        aparcar aparcamiento parking estacionamiento garaje
        wifi internet
        dirección ubicación ubicados
        coche coches auto carro
        piscina nadar
        olvidado olvidé olvidados perdido perdidos
        tarjeta tarjetas
        efectivo metálico
        impuesto impuestos tasa tasas
        contraseña clave código
        urgencia urgencias urgente emergencia
        seguro seguros aseguradora
        factura recibo
        teléfono llamar número
        mail email correo e-mail
        mascota mascotas
        vale valen
        abrir abiertos cerrar
        """;
}
