namespace LiveChat.AssistantRouting.SmallTalk;

/// <summary>What a message is when it is no question to the articles.</summary>
internal enum SmallTalkKind
{
    Greeting,
    Thanks,
    Goodbye,
    WhoAreYou,
    AreYouARobot,
    WantsPerson,
}

/// <summary>One language's whole-message phrases, one to a line; and for the wish for a person, whose forms are too many
/// for a list, the words such a message is made of.</summary>
/// <param name="Persons">At least one of these; one of <see cref="Wishes"/>, unless it is of <see cref="Roles"/>; ...</param>
/// <param name="AroundPersons">... and nothing else than these.</param>
/// <param name="Fillers">Words that may stand before or after any phrase ('hello there', 'thanks a lot Ada').</param>
internal sealed record SmallTalkPhrases(
    string Language, string Greeting, string Thanks, string Goodbye, string WhoAreYou, string AreYouARobot,
    string WantsPerson, string Persons, string AroundPersons, string Fillers)
{
    /// <summary>Those of the persons whom nobody names in a chat but to be given to them: 'agent'. 'Someone else' is an answer to anything.</summary>
    public string Roles { get; init; } = "";

    /// <summary>What makes a person somebody who is asked for: 'to talk to', 'real'.</summary>
    public string Wishes { get; init; } = "";

    /// <summary>What makes of whoever is named somebody whom a thing is for: 'for an employee'.</summary>
    public string For { get; init; } = "";

    /// <summary>What a visitor may take the assistant for. 'Am I writing with a machine or a human being?' has at least one of these, ...</summary>
    public string Robots { get; init; } = "";

    /// <summary>... at least one of these, ...</summary>
    public string AsksRobots { get; init; } = "";

    /// <summary>... and nothing else than those and these.</summary>
    public string AroundRobots { get; init; } = "";

    /// <summary>The same two for a language without spaces: patterns of a whole clause.</summary>
    public string? RobotPattern { get; init; }

    public string? PersonPattern { get; init; }

    public static readonly SmallTalkPhrases[] All =
    [
        new("en",
            "hello|hi|hey|hiya|howdy|good morning|good afternoon|good evening|good day|greetings|yo|sup|hello there|hi there|hey there|how are you|how are you doing|how do you do|how is it going|hows it going|whats up|nice to meet you|anyone there|anybody there|is anybody there|is anyone there|are you there|hello is anyone there|morning|evening|hello is there anybody|good to see you|hello again",
            "thanks|thank you|thx|ty|thank you very much|thank you so much|thanks a lot|many thanks|thanks so much|cheers|much appreciated|that helped|that helps|great help|very helpful|that was helpful|great|perfect|awesome|wonderful|excellent|cool|nice|super|ok|okay|ok thanks|got it|great thanks|perfect thanks|good to know|you are a star|brilliant|lovely|that helps|that was helpful|that was very helpful|very helpful|you have been very helpful|this helped me|i appreciate it|much appreciated|you saved my day",
            "bye|goodbye|bye bye|good bye|see you|see you later|see ya|have a nice day|have a good day|have a great day|good night|take care|that is all|thats all|that was all|talk to you later|cya|no thanks|no thank you|nothing else|no that is all|no thats all|see you soon|talk to you later|take care|good night|until next time|have a nice evening|have a nice weekend|i have everything i need",
            "who are you|what are you|whats your name|what is your name|who is this|who am i talking to|who am i speaking to|who am i chatting with|what can you do|what do you do|what can i ask you|what can i ask|how can you help|how can you help me|can you help me|help|help me|i need help|i have a question|can i ask a question|can i ask you something|can you help|introduce yourself|tell me about yourself|who am i chatting with|who am i speaking to|tell me about yourself|introduce yourself|what are you able to do|how can you help me|what can i ask you",
            "are you a robot|are you a bot|are you human|are you a human|are you a person|are you a real person|are you real|am i talking to a robot|am i talking to a bot|am i talking to a human|am i talking to a person|am i talking to a real person|am i speaking to a robot|is this a bot|is this a robot|is this a real person|is this a human|are you an ai|are you ai|is this ai|are you chatgpt|are you gpt|are you a machine|are you a computer|are you an assistant|robot|bot|you are a bot|you are a robot|am i chatting with a bot|are you alive|are you a chatbot|is this a chatbot|are you a real human",
            "talk to a person|i want a human|human please|get me a person|i want to complain to someone|i do not want to talk to a bot|i dont want to talk to a bot|this is useless|call me back|yes get a person|get a person|yes get me a person|talk to a woman|talk to a man|can i speak to a woman|can i speak to a man|i want to talk to a woman|i want to talk to a man",
            "human humans person people someone somebody agent agents representative rep operator staff employee advisor adviser colleague support",
            "i want need would id like to d speak talk chat with a an the real live human actual someone else from your team member of please can could may me us connect transfer get let lets put through now instead not robot bot customer service is there any here yes just contact reach have call us you and or actually directly for my do we being only prefer rather wish help helpdesk desk reply answer",
            "there ada everyone all team again please so very much dear sir madam guys folks friend a lot mate well oh ah hm hmm um then for your help the info information today")
        {
            Roles = "human humans agent agents representative rep operator staff advisor adviser support",
            Wishes = "want need id would speak talk chat real live actual contact reach call connect transfer get put prefer wish rather instead robot bot customer service team help helpdesk desk reply answer",
            For = "for",
            Robots = "robot bot chatbot machine ai computer human person humans people program software artificial intelligence being",
            AsksRobots = "are you is this am talking chatting speaking writing",
            AroundRobots = "i a an the to with real actual living just or not only really here there now then someone somebody it that maybe automated automatic",
        },
        new("de",
            "hallo|hi|hey|guten tag|guten morgen|guten abend|moin|moin moin|servus|grüezi|grüß gott|grüss gott|gruezi|salü|hallöchen|tag|morgen|wie geht es dir|wie geht es ihnen|wie gehts|wie geht's|ist da jemand|jemand da|sind sie da|bist du da|schönen guten tag|mahlzeit|grüezi mitenand|grüß dich|grüße sie|guten tag ist da jemand|hallo zusammen|hallöle|servus beinand|na wie gehts|schönen abend",
            "danke|vielen dank|danke schön|dankeschön|danke sehr|herzlichen dank|besten dank|tausend dank|super danke|ok danke|perfekt|super|prima|toll|klasse|alles klar|merci|das hilft|das hat geholfen|sehr hilfreich|gut zu wissen|passt|ok|vielen lieben dank|lieben dank|das hat mir geholfen|das hat mir sehr geholfen|sie haben mir sehr geholfen|du hast mir geholfen|danke für die hilfe|danke für die schnelle hilfe|danke für die auskunft|das war hilfreich|ausgezeichnet|wunderbar|dankeschön für alles|ich danke ihnen|ich danke dir",
            "tschüss|tschüs|auf wiedersehen|bis bald|bis dann|bis später|ciao|ade|adieu|schönen tag|einen schönen tag|schönen tag noch|einen schönen tag noch|gute nacht|schönen abend|das war alles|das wars|nein danke|pfiati|baba|servus tschüss|mach's gut|bis zum nächsten mal|auf wiederhören|bis morgen|mach es gut|machen sie es gut|das war es|das ist alles|das wäre alles|ich habe alles|schönes wochenende|schönen feierabend|tschau|schönen abend noch",
            "wer bist du|wer sind sie|wie heißt du|wie heissen sie|wie heißen sie|was bist du|wie ist dein name|was kannst du|was können sie|mit wem spreche ich|mit wem schreibe ich|hilfe|kannst du mir helfen|können sie mir helfen|ich brauche hilfe|ich habe eine frage|wobei kannst du helfen|was machst du|was kannst du alles|was können sie alles|können sie helfen|kannst du helfen|können sie mir bitte helfen|kannst du mir bitte helfen|wobei können sie mir helfen|womit kannst du helfen|stell dich vor|stellen sie sich vor|wer ist da|wie darf ich sie nennen|was kann ich dich fragen",
            "bist du ein roboter|bist du ein bot|bist du ein mensch|sind sie ein roboter|sind sie ein bot|sind sie ein mensch|sind sie eine echte person|bist du echt|bist du eine ki|sind sie eine ki|spreche ich mit einem roboter|spreche ich mit einem menschen|spreche ich mit einem bot|ist das ein bot|ist das ein roboter|bist du eine maschine|bist du menschlich|rede ich mit einem bot|bist du eine echte person|roboter|bot",
            "mit einem menschen sprechen|ich will einen menschen|ich möchte mit jemandem sprechen|mit einer person sprechen|ich möchte nicht mit einem bot sprechen",
            "mensch menschen person jemand jemanden jemandem mitarbeiter mitarbeiterin mitarbeitenden berater beraterin kundendienst kundenservice kundenberater support ansprechpartner ansprechpartnerin kollegen kollegin personal agent",
            "ich will möchte würde gern gerne brauche kann können könnte darf mit einem einer eine einen ein dem der den die sprechen reden schreiben chatten verbinden verbinde verbinden sie mich mir bitte echten echter echte richtigen lebenden realen zu an vom von ihrem eurem team aus holen hol gib geben weiterleiten jetzt nicht bot roboter statt kontakt kontaktieren gibt es da hier ja lieber nur telefonieren haben",
            "ada zusammen bitte sehr vielmals noch liebes team auch nochmal schön an alle für die hilfe ihre deine info auskunft ihnen dir euch")
        {
            Roles = "mensch menschen mitarbeiter mitarbeiterin mitarbeitenden berater beraterin kundendienst kundenservice kundenberater support ansprechpartner ansprechpartnerin agent",
            Wishes = "will möchte würde gern gerne brauche sprechen reden schreiben chatten verbinden verbinde echten echter echte richtigen lebenden realen team holen hol gib geben weiterleiten bot roboter statt kontakt kontaktieren lieber telefonieren",
            For = "für",
            Robots = "roboter bot chatbot maschine ki computer mensch menschen person programm software intelligenz automat",
            AsksRobots = "bist sind ist spreche schreibe rede chatte handelt",
            AroundRobots = "du sie das dies ich mit einem einer ein eine echter echte echten echtes richtiger richtige richtigen oder hier da nur denn eigentlich wirklich jetzt um es sich kein keine künstliche lebendiger automatischer",
        },
        new("fr",
            "bonjour|bjr|salut|slt|cc|bonsoir|coucou|hello|allo|allô|bonjour à tous|comment allez vous|comment ça va|ça va|comment vas tu|il y a quelqu'un|y a t il quelqu'un|vous êtes là|bien le bonjour|bonjour il y a quelqu'un|bonjour à toutes et à tous|enchanté|bonjour comment allez vous|rebonjour",
            "merci|merci bcp|merci beaucoup|merci bien|mille mercis|un grand merci|super|parfait|génial|d'accord|ok|ok merci|très bien|c'est gentil|merci à vous|excellent|merci pour votre aide|bon à savoir|c'est très gentil|très gentil|c'est gentil merci|vous m'avez bien aidé|vous m'avez beaucoup aidé|ça m'aide beaucoup|ça m'a aidé|formidable|impeccable|je vous remercie|merci infiniment|merci pour tout|merci pour l'aide",
            "au revoir|à bientôt|bonne journée|bonne soirée|bonne nuit|à plus|à plus tard|adieu|ciao|c'est tout|non merci|ce sera tout|à la prochaine|bon week end|bon weekend|bonne fin de journée|bonne fin de soirée|bonne continuation|à demain|à tout à l'heure|merci c'est tout|c'est tout pour moi|je n'ai plus de question|rien d'autre|passez une bonne journée",
            "qui êtes vous|qui es tu|comment vous appelez vous|comment tu t'appelles|quel est votre nom|quel est ton nom|que pouvez vous faire|que peux tu faire|à qui je parle|à qui ai je l'honneur|aide|aidez moi|pouvez vous m'aider|peux tu m'aider|j'ai une question|j'ai besoin d'aide|à qui ai je affaire|à qui parlé je|avec qui je parle|qu'est ce que tu peux faire|qu'est ce que vous pouvez faire|comment pouvez vous m'aider|présentez vous|présente toi|vous pouvez m'aider|tu peux m'aider|pouvez vous m'aider s'il vous plaît|comment vous vous appelez",
            "êtes vous un robot|es tu un robot|êtes vous un bot|es tu un bot|êtes vous humain|es tu humain|êtes vous une vraie personne|êtes vous une personne|est ce un robot|c'est un robot|je parle à un robot|est ce que je parle à un robot|êtes vous réel|es tu une ia|êtes vous une ia|t'es un robot|vous êtes un robot|tu es un robot|es tu réel|est ce que vous êtes un robot|robot|êtes vous une machine|parlez vous à un humain|est ce que tu es un robot",
            "service client|le service client|service clientèle|parler à une personne|je veux parler à quelqu'un|je veux un humain|je ne veux pas parler à un robot|je préfère un humain",
            "humain humaine personne quelqu'un quelqun conseiller conseillère agent opérateur collègue responsable support service client vendeur vendeuse",
            "je j veux voudrais souhaite aimerais besoin d de du parler discuter échanger écrire à a au avec un une le la l vrai vraie réel réelle être personne s'il svp vous plaît plait pouvez puis peux passer me mettre en relation contact contacter joindre transférer transférez votre équipe client clientèle service de pas robot il y est ce que quelqu oui plutôt moi maintenant appelez tu te m passez préfère préférerais moi joignez appeler discutez vraiment plutôt",
            "ada à tous beaucoup bien encore s'il vous plaît svp madame monsieur l'équipe pour votre aide ton aide votre réponse infiniment")
        {
            Roles = "humain humaine conseiller conseillère agent opérateur support",
            Wishes = "veux voudrais souhaite aimerais besoin parler discuter échanger écrire vrai vraie réel réelle passer relation contact contacter joindre transférer transférez équipe robot plutôt appelez passez préfère préférerais joignez appeler discutez",
            For = "pour",
            Robots = "robot bot chatbot machine ia ordinateur humain humaine personne programme logiciel intelligence",
            AsksRobots = "êtes es est c cest parle discute suis",
            AroundRobots = "vous tu je ce t à avec un une vraie vrai réelle réel être que qu ou bien ici là vivante artificielle automatique l en train de parler il s agit d cest",
        },
        new("es",
            "hola|buenos días|buenas tardes|buenas noches|buenas|buen día|qué tal|hola qué tal|cómo estás|cómo está|cómo están|saludos|hay alguien|hay alguien ahí|muy buenas|hey|hola buenas|hola hay alguien|buenos días a todos|encantado|hola de nuevo|hola buenos días|hola buenas tardes",
            "gracias|muchas gracias|mil gracias|muy amable|perfecto|genial|estupendo|vale|ok|vale gracias|ok gracias|de acuerdo|excelente|muy bien|te lo agradezco|se lo agradezco|qué bien|entendido|muchísimas gracias|me ha ayudado|me ha ayudado mucho|me has ayudado mucho|me ayudó mucho|muy útil|qué amable|fantástico|maravilloso|le agradezco|gracias por su ayuda|gracias por tu ayuda|gracias por todo|muy agradecido|muy agradecida|mil gracias por todo",
            "adiós|hasta luego|hasta pronto|hasta mañana|chao|chau|nos vemos|que tenga un buen día|que tengas un buen día|buen fin de semana|eso es todo|nada más|no gracias|buenas noches y gracias|hasta otra|hasta la próxima|cuídate|buenas noches adiós|con eso es todo|no necesito nada más|eso sería todo|feliz día|buen finde|que pase un buen día|que vaya bien",
            "quién eres|quién es usted|cómo te llamas|cómo se llama|cuál es tu nombre|qué eres|qué puedes hacer|qué puede hacer|con quién hablo|ayuda|ayúdame|me puedes ayudar|me puede ayudar|puedes ayudarme|puede ayudarme|necesito ayuda|tengo una pregunta|tengo una duda|cómo se llama usted|con quién estoy hablando|con quién estoy chateando|con quién tengo el gusto|en qué me puedes ayudar|en qué puede ayudarme|qué sabes hacer|preséntate|quién está ahí|me puede ayudar por favor|me ayudas|me ayuda por favor",
            "eres un robot|eres un bot|eres humano|eres humana|eres una persona|eres una persona real|es usted un robot|es usted una persona|es un robot|eres real|eres una ia|eres una máquina|estoy hablando con un robot|estoy hablando con una persona|hablo con un robot|hablo con una persona|esto es un bot|esto es un robot|robot|es esto un bot",
            "hablar con una persona|quiero hablar con alguien|quiero un humano|no quiero hablar con un robot",
            "humano humana persona personas alguien agente operador operadora asesor asesora empleado empleada representante compañero soporte",
            "yo quiero quisiera me gustaría necesito deseo poder puedo podría hablar chatear conversar comunicar comunicarme contactar con a un una el la de del real verdadera verdadero viva por favor pase páseme pásame pasar ponme póngame en contacto transferir su tu equipo servicio atención al cliente clientes no robot bot hay sí mejor que ya ahora quien llamar escribir prefiero preferiría comuníqueme conécteme alguien del",
            "ada a todos todas muchas muy por favor de nuevo otra vez señor señora equipo por la ayuda por su ayuda por todo")
        {
            Roles = "humano humana agente operador operadora asesor asesora representante soporte",
            Wishes = "quiero quisiera gustaría necesito deseo hablar chatear conversar comunicar comunicarme contactar real verdadera verdadero viva pase páseme pásame pasar ponme póngame contacto transferir equipo atención robot bot llamar escribir prefiero preferiría comuníqueme conécteme",
            For = "para",
            Robots = "robot bot chatbot máquina ia ordenador computadora humano humana persona programa inteligencia",
            AsksRobots = "eres es esto estoy hablo hablando chateando",
            AroundRobots = "usted tú yo con un una el la real verdadera verdadero de carne y hueso o acaso aquí artificial automático automática solo hay",
        },
        new("ja",
            "こんにちは|こんばんは|おはよう|おはようございます|はじめまして|もしもし|どうも|ハロー|やあ|お世話になります|お世話になっております|元気ですか|誰かいますか|すみません|こんにちは、誰かいますか|お疲れ様です|ごめんください|初めまして|やっほー|すいません",
            "ありがとう|ありがとうございます|ありがとうございました|どうもありがとう|どうもありがとうございます|どうもありがとうございました|感謝します|助かりました|助かります|了解です|了解しました|わかりました|分かりました|承知しました|なるほど|サンキュー|とても助かりました|本当に助かりました|大変助かりました|ありがとうね|ありがとうございます、助かりました|感謝しています|よくわかりました|参考になりました|解決しました|承知いたしました|どうもです",
            "さようなら|さよなら|またね|バイバイ|じゃあね|では、また|ではまた|失礼します|失礼いたします|おやすみなさい|おやすみ|以上です|大丈夫です|結構です|いいえ、結構です|それでは失礼します|それでは|では失礼します|よい一日を|良い一日を|お疲れ様でした|また来ます|またよろしくお願いします|もう大丈夫です|特にありません|それだけです",
            "あなたは誰ですか|あなたは誰|誰ですか|どなたですか|お名前は|お名前は何ですか|名前は何ですか|名前は|何ができますか|何ができるの|何を聞けますか|助けて|助けてください|質問があります|質問していいですか|お名前を教えてください|お名前は何ですか|名前を教えて|手伝ってくれますか|手伝ってください|助けてくれますか|どちら様ですか|どちらさまですか|どなたですか|何ができますか|何をしてくれますか|何を手伝えますか|自己紹介してください|ちょっと聞きたいことがあります|聞きたいことがあります|質問してもいいですか|お聞きしたいことがあります",
            "あなたはロボットですか|ロボットですか|ロボット|あなたは人間ですか|人間ですか|botですか|ボットですか|aiですか|あなたはaiですか|機械ですか|本物の人ですか|自動応答ですか",
            "人と話したい|人と話す|担当者と話したい|担当者をお願いします|人間と話したい|オペレーター|オペレーターをお願いします|スタッフと話したい|人に代わってください|担当者に繋いでください|担当者につないでください|有人対応|有人対応をお願いします",
            "", "", "エイダさん")
        {
            RobotPattern = "^(これは|あなたは|君は|私は|今|ここは|そちらは|もしかして|この|返信は)*(ロボット|ボット|チャットボット|bot|ai|人工知能|人間|人|機械|自動(応答|返信)|本物の(人|人間))(さん)?(ですか|なの|なのか|なんですか|でしょうか|じゃない|と話して(い)?(ますか|るの)|の(人)?ですか|が(答え|返信|対応)して(い)?(ますか|るの(ですか)?))?(か)?$",
            PersonPattern = "^(すみません|できれば|直接|やっぱり|あの|生身の|本物の|リアルな|担当の|人間の|他の|誰か|日本語の)*(人|人間|担当者?|担当の(方|人)|オペレーター|スタッフ|係の?(方|人|者)|有人|店員(さん)?|社員|責任者|サポート)(の方)?(さん)?(と|に|を|へ|で)?(直接)?(お)?(話|はな|つな|繋|代わ|替わ|かわって|呼|お?願い|チャット|対応|相談|連絡).{0,12}$",
        },
        new("ar",
            "مرحبا|مرحبًا|أهلا|أهلاً|اهلا وسهلا|السلام عليكم|السلام عليكم ورحمة الله|السلام عليكم ورحمة الله وبركاته|سلام|صباح الخير|مساء الخير|هلا|هاي|كيف حالك|كيف الحال|هل من أحد هنا|أهلا وسهلا|مساء النور|صباح النور|تحية طيبة|أهلا كيف حالك|مرحبا بكم|يوم سعيد لكم",
            "شكرا|شكرًا|شكرا لك|شكرا جزيلا|شكراً جزيلاً|ألف شكر|مشكور|جزاك الله خيرا|ممتاز|رائع|حسنا|تمام|طيب|أشكرك|شكرا على المساعدة|شكرا على مساعدتك|شكرا لمساعدتك|شكرا على مساعدتكم|شكرا لكم|بارك الله فيك|بارك الله فيكم|ساعدتني كثيرا|مفيد جدا|يعطيك العافية|ممتن لك",
            "وداعا|مع السلامة|إلى اللقاء|الى اللقاء|باي|تصبح على خير|في أمان الله|هذا كل شيء|لا شكرا|يوم سعيد|أتمنى لك يوما سعيدا|أتمنى لكم يوما سعيدا|نراك لاحقا|أراك لاحقا|إلى اللقاء قريبا|نهارك سعيد|طاب يومك|هذا كل ما أحتاجه|لا شيء آخر شكرا",
            "من أنت|من انت|ما اسمك|ما هو اسمك|ماذا تفعل|ماذا يمكنك أن تفعل|كيف يمكنك مساعدتي|مساعدة|ساعدني|هل يمكنك مساعدتي|أحتاج مساعدة|لدي سؤال|عندي سؤال|مع من أتحدث|من معي|مع من أتكلم|من يتحدث معي|ماذا تستطيع أن تفعل|كيف تستطيع مساعدتي|عرف بنفسك|هل تستطيع مساعدتي|ممكن مساعدة",
            "هل أنت روبوت|هل انت روبوت|هل أنت إنسان|هل أنت بشر|هل أنت شخص حقيقي|أنت روبوت|روبوت|هل أنت آلي|هل أنت بوت|هل أتحدث مع روبوت|هل أنت ذكاء اصطناعي|هل أنت حقيقي",
            "أريد خدمة العملاء|خدمة العملاء من فضلك|أريد التحدث إلى خدمة العملاء|أريد التحدث مع خدمة العملاء|حولني إلى خدمة العملاء|أريد مساعدة من إنسان|أريد التحدث مع شخص|أريد إنسانا|أريد موظفا|التحدث إلى شخص|التحدث مع موظف|خدمة العملاء",
            "شخص شخصا إنسان انسانا إنسانا موظف موظفا أحد بشر ممثل الدعم مندوب",
            "أريد اريد أود ارغب أرغب أن ان اتحدث أتحدث التحدث التكلم أتكلم اتكلم التواصل مع إلى الى في من حقيقي حقيقيا فضلك لو سمحت هل يمكنني يمكن ممكن خدمة العملاء الزبائن حولني تحويلي مباشرة الآن نعم لا روبوت وليس احتاج أحتاج بشري",
            "ادا آدا من فضلك لو سمحت جميعا بكم بك لك كثيرا جدا")
        {
            Roles = "إنسان انسانا إنسانا موظف موظفا بشر ممثل الدعم مندوب",
            Wishes = "أريد اريد أود ارغب أرغب اتحدث أتحدث التحدث التكلم أتكلم اتكلم التواصل حقيقي حقيقيا حولني تحويلي احتاج أحتاج خدمة روبوت بشري",
            Robots = "روبوت بوت آلة آلي ذكاء إنسان بشر شخص برنامج حاسوب كمبيوتر موظف",
            AsksRobots = "هل أنت انت أتحدث اتحدث أكلم هذا",
            AroundRobots = "مع إلى حقيقي حقيقية اصطناعي صناعي أم أو الآن فعلا هنا مجرد رد",
        },
    ];
}
