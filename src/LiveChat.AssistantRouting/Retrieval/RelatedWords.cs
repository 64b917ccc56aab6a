namespace LiveChat.AssistantRouting.Retrieval;

// What people ask with other words than articles use, whatever the trade. In Phrases each line says how several words are
// read ('money back = refund'); in Related, that a word of the left also asks for those of the right, though less surely
// than a synonym: 'dog > pet'. Never both ways by itself: who asks for pets does not ask for dogs only.

internal static class EnglishRelated
{
    public const string Phrases = """
        check in = arrival
        checking in = arrival
        check out = departure
        checking out = departure
        call off = cancel
        called off = cancel
        money back = refund
        get there = directions
        get to you = directions
        public transport = bus train
        public transportation = bus train
        how much = price
        how far = distance
        pick up = collect
        send back = return
        give back = return
        bring back = return
        sign up = register
        log in = login
        no longer = cancel
        run late = late
        running late = late
        too late = late
        pay later = instalments
        in person = visit
        free of charge = free
        for free = free
        on foot = walk
        get in = arrival
        opening times = hours
        hasn come = tracking order
        hasn arrived = tracking order
        not arrived = tracking order
        still waiting = tracking order
        didn arrive = tracking order
        get in touch = contact
        """;

    public const string Related = """
        dog dogs cat cats puppy > pet pets
        car parking park vehicle > garage parking space
        midnight evening tonight > night
        land arrive arrival come > arrival arrive
        room > night key
        son daughter kid kids toddler child family > child children age
        baby > cot child
        bed > cot
        tram train subway metro underground transport > bus station
        far distance walk > metres minutes miles
        address where directions > find road street lane
        reach contact > phone mail write call
        jacket coat umbrella bag belongings forget > lost property
        bill > tax invoice
        city > town
        weekend weekends > saturday sunday
        holiday holidays christmas > public december
        myself self > collect
        washable > wash
        hurry fast quickest > express
        expensive afford > price
        tight bigger smaller > size exchange
        company business > vat invoice
        account > refund card
        money taken deducted debited > charged
        receipt > invoice
        appointment visit > book visit
        late > late delay
        move postpone reschedule > change cancel
        sick ill > cancel
        hurts pain > emergency
        pick > collect
        trip stay holiday vacation > booking
        machine > wash programme
        ordered > order
        broke complaint complain > damaged
        minors teenager teenagers > children age
        wheelchair disabled step stairs lift elevator > accessible entrance wheelchair
        learn course lesson lessons > course
        stop quit end > cancel
        join > member membership register
        """;
}

internal static class GermanRelated
{
    public const string Phrases = """
        wie viel = preis
        wie teuer = preis
        check in = anreise
        check out = abreise
        geld zurück = erstattung
        wie komme = anfahrt
        e auto = elektroauto
        zu spät = verspätung
        zum ersten mal = erstmals
        in raten = raten
        """;

    public const string Related = """
        hund hunde katze katzen tier tiere > haustier haustiere tiere
        mitternacht abends spät > nacht
        zimmer verlassen räumen > abreise schlüssel
        baby > kind babybett
        kind kinder sohn tochter familie > kinder jahre
        bus bahn zug tram straßenbahn verkehrsmittel öffentlich > bus bahnhof haltestelle
        weit entfernt entfernung > meter minuten
        adresse anfahrt finden wo > straße finden
        jacke mantel schirm tasche vergessen liegengelassen > fundsachen liegen
        elektroauto tesla > ladestation laden auto
        schwimmen baden > hallenbad bad
        kontakt erreichen > telefon mail schreiben
        wochenende > samstag sonntag
        krank verhindert > absagen
        schmerzen > notfall
        rollstuhl stufen treppe aufzug lift > barrierefrei eingang rollstuhl
        ändern verschieben > absagen ändern termin
        verspätung verspäten > spät
        firma firmen > rechnung
        bezahlen zahlen > karte bar
        raten > zahlung
        tourist touristen > gast kurtaxe
        touristensteuer > kurtaxe
        bedingungen > kosten
        einchecken > anreise zimmer
        auf > geöffnet
        """;
}

internal static class FrenchRelated
{
    public const string Phrases = """
        petit dejeuner = petitdejeuner
        c est combien = prix
        transports en commun = bus
        carte bleue = carte
        en plusieurs fois = mensualités
        mot de passe = code
        rendez vous = rdv
        check in = arrivée
        check out = départ
        """;

    public const string Related = """
        chien chiens chat chats > animal animaux
        voiture parking garer > garage place
        minuit soir soirée > nuit
        chambre quitter garder > clé départ
        bébé > enfant lit
        enfant enfants fils fille famille > enfants ans
        train métro tram transport > bus gare
        loin distance > mètres minutes
        adresse accès venir > rue accès
        pull veste manteau parapluie sac > objets oubliés
        recharger charger électrique > recharge borne
        contacter joindre > téléphone écrire
        weekend > samedi dimanche
        malade empêché > annuler
        douleur douleurs mal > urgence
        fauteuil handicapé handicap ascenseur marches > accessible entrée fauteuil
        déplacer reporter modifier > annuler changer
        retard tard > retard
        touristique > séjour
        code > mot passe
        monnaie > espèces
        """;
}

internal static class SpanishRelated
{
    public const string Phrases = """
        check in = llegada
        check out = salida
        transporte público = autobús
        cuánto vale = precio
        a plazos = plazos
        """;

    public const string Related = """
        perro perros gato gatos > mascota mascotas animales
        coche aparcar > garaje plaza
        medianoche tarde > noche
        habitación > llave salida
        bebé bebés > niño cuna
        hijo hija familia niño niños > niños años
        tren metro tranvía transporte > autobús estación
        lejos distancia > metros minutos
        dirección llegar > calle llegar
        chaqueta abrigo paraguas bolso dejado > objetos perdidos olvidados
        cargar recargar eléctrico > recarga punto
        contactar > teléfono escribir
        semana > sábado domingo
        enfermo > cancelar
        dolor duele > urgencia
        silla ruedas discapacidad ascensor escalones > accesible entrada
        mover aplazar modificar > cancelar cambiar
        retraso > tarde
        hospedaje > estancia
        """;
}
