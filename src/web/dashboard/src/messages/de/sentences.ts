import type { Sentences } from '../sentences';
import { providerSentences } from './provider-sentences';
import { routingSentences } from './routing-sentences';

/** What the services say of a field or of a refusal, `{name}` standing for what they fill in. The first form that fits is taken. */
export const sentences: Sentences = [
  ['is missing', 'fehlt'],
  ['is required', 'wird gebraucht'],
  ['is required and must not be empty', 'wird gebraucht'],
  ['is required: a whole number', 'muss eine ganze Zahl sein'],
  ['is required: a whole number from {least} to {most}', 'muss eine ganze Zahl von {least} bis {most} sein'],
  ['is required: an array of strings', 'muss eine Liste von Texten sein'],
  ['is required: at most {most}', 'wird gebraucht: höchstens {most}'],
  [
    'is required: only tagged conversations are deleted this way',
    'wird gebraucht: so werden nur Gespräche mit Schlagwort gelöscht',
  ],
  [
    'is required: send a JSON object with sessionId and message',
    'wird gebraucht: ein JSON-Objekt mit sessionId und message',
  ],
  ['is required: the address of a page of your site', 'muss die Adresse einer Seite Ihrer Website sein'],
  ['is required: true or false', 'muss true oder false sein'],
  ['is required: what is sent instead', 'fehlt: was stattdessen gesendet wird'],
  ['is required: what the message says', 'fehlt: was die Nachricht sagt'],
  ['is required: {} where no day has hours', 'wird gebraucht: {} ohne Tag mit Zeiten'],
  ['is required: 1 to {most} conversation ids', 'wird gebraucht: 1 bis {most} Gespräche'],
  ['is required: 1 to {most} review ids', 'wird gebraucht: 1 bis {most} Prüfungen'],
  ['is too easy to guess', 'ist zu leicht zu erraten'],
  ['is used twice', 'kommt zweimal vor'],
  ['has the id {id} twice', 'hat die Id {id} zweimal'],
  ['has the wrong type or form', 'hat die falsche Form'],
  ['has members named {names} only', 'darf nur {names} enthalten'],
  ['may have at most {most} members', 'darf höchstens {most} Angaben haben'],
  ['may have at most {most} entries', 'darf höchstens {most} Einträge haben'],
  [
    'needs sessionId, messages with author and text, and a known status and handledBy',
    'braucht sessionId, messages mit author und text und bekannte Werte für status und handledBy',
  ],

  ['must have at most {most} characters', 'darf höchstens {most} Zeichen haben'],
  ['must have at most {most} languages', 'darf höchstens {most} Sprachen haben'],
  ['must have at most {most} articles; split it', 'darf höchstens {most} Artikel haben; teilen Sie sie auf'],
  ['must have at most {most} addresses', 'darf höchstens {most} Adressen haben'],
  ['must have at most {most} phrases', 'darf höchstens {most} Wendungen haben'],
  ['must have at most {most} rules', 'darf höchstens {most} Regeln haben'],
  ['must have at most {most} tags', 'darf höchstens {most} Schlagwörter haben'],
  ['must have at most {most} entries', 'darf höchstens {most} Einträge haben'],
  ['must have at least one article', 'muss mindestens einen Artikel haben'],
  [
    "must have 2 to 63 of a-z, 0-9 and '-', not starting with '-'",
    'muss 2 bis 63 Zeichen aus a-z, 0-9 und „-“ haben und nicht mit „-“ beginnen',
  ],
  ['must have {least} to {most} characters', 'muss {least} bis {most} Zeichen haben'],
  ['must have {least} to {most} ids', 'muss {least} bis {most} Ids haben'],
  [
    'must have a condition: verdict, warnings, keywords or unanswered',
    'braucht eine Bedingung: Urteil, Warnungen, Wendungen oder unbeantwortete Fragen',
  ],
  ['must have a letter or digit each', 'müssen je einen Buchstaben oder eine Ziffer haben'],
  ['must have a timeZone such as Europe/Berlin', 'braucht eine Zeitzone wie Europe/Berlin'],
  ['must have each date once', 'darf jedes Datum nur einmal haben'],
  [
    'must have inputPerMillion and outputPerMillion, numbers from {least} to {most}',
    'braucht Preise je Million Ein- und Ausgabe-Token, Zahlen von {least} bis {most}',
  ],
  ['must have names of at most {most} characters', 'darf Namen von höchstens {most} Zeichen haben'],
  ['must have one id', 'muss genau eine Id haben'],

  [
    'must be {least} to {most} characters without spaces',
    'muss {least} bis {most} Zeichen ohne Leerzeichen haben',
  ],
  ['must be {least} to {most} characters without NUL', 'muss {least} bis {most} Zeichen ohne NUL haben'],
  ['must be {least} to {most} characters of {signs}', 'muss {least} bis {most} Zeichen aus {signs} haben'],
  [
    'must be {least} to {most} visible ASCII characters',
    'muss {least} bis {most} sichtbare ASCII-Zeichen haben',
  ],
  ['must be {least} to {most} characters', 'muss {least} bis {most} Zeichen haben'],
  ['must be at most {most} characters without NUL', 'darf höchstens {most} Zeichen haben, keines davon NUL'],
  ['must be at most {most} visible ASCII characters', 'darf höchstens {most} sichtbare ASCII-Zeichen haben'],
  ['must be at most {most} characters', 'darf höchstens {most} Zeichen haben'],
  ['must be at most {most} spans a day', 'dürfen höchstens {most} Zeiträume je Tag sein'],
  ["must be at most {most} days before 'to'", 'darf höchstens {most} Tage vor dem Ende liegen'],
  ['must be at most {most}', 'dürfen höchstens {most} sein'],
  ["must be before 'to'", 'muss vor dem Ende liegen'],
  ['must be day or hour', 'muss day oder hour sein'],
  ['must be oldest or newest', 'muss oldest oder newest sein'],
  [
    'must be UTF-8: save it again with that encoding',
    'muss UTF-8 sein: speichern Sie die Datei so noch einmal',
  ],

  ['must be a colour such as {example}', 'muss eine Farbe wie {example} sein'],
  ["must be a currency's three letters, such as EUR", 'muss eine Währung aus drei Buchstaben sein, wie EUR'],
  ['must be a date before to, at most {most} days', 'muss vor dem Ende liegen, höchstens {most} Tage'],
  [
    'must be a date such as {day}, or a moment such as {moment}',
    'muss ein Datum wie {day} oder ein Zeitpunkt wie {moment} sein',
  ],
  ['must be a date such as {day}', 'muss ein Datum wie {day} sein'],
  ['must be a host such as {one} or {other}', 'muss ein Rechnername wie {one} oder {other} sein'],
  ['must be a language tag such as {one} or {other}', 'muss ein Sprachkürzel wie {one} oder {other} sein'],
  [
    'must be a name such as billing_issue: lower case letters, digits and _',
    'muss ein Name wie billing_issue sein: Kleinbuchstaben, Ziffern und _',
  ],
  [
    'must be a number from 0.042 (an hour) to {most}',
    'muss eine Zahl von 0,042 (eine Stunde) bis {most} sein',
  ],
  [
    "must be a number from {least} to {most} for '{trigger}'",
    'muss bei „{trigger}“ eine Zahl von {least} bis {most} sein',
  ],
  ['must be a number from {least} to {most}', 'muss eine Zahl von {least} bis {most} sein'],
  ['must be a rule', 'muss eine Regel sein'],
  ['must be a text of at most {most} characters', 'muss ein Text von höchstens {most} Zeichen sein'],
  ['must be a text of {least} to {most} characters', 'muss ein Text von {least} bis {most} Zeichen sein'],
  ['must be a text or texts by language', 'muss ein Text sein, oder einer je Sprache'],
  [
    'must be a text or texts by language, such as {example}',
    'muss ein Text sein, oder einer je Sprache: {example}',
  ],
  [
    'must be a text, or texts by language tag such as {example}',
    'muss ein Text sein, oder einer je Sprache: {example}',
  ],
  ['must be a time such as {moment}', 'muss ein Zeitpunkt wie {moment} sein'],
  ['must be a whole number from {least} to {most}', 'muss eine ganze Zahl von {least} bis {most} sein'],
  [
    'must be an absolute https address of at most {most} characters',
    'muss eine vollständige https-Adresse von höchstens {most} Zeichen sein',
  ],
  [
    'must be an array of {form}, or an object with such an array as items',
    'muss eine Liste aus {form} sein, oder ein Objekt mit einer solchen Liste als items',
  ],
  ['must be an e-mail address such as {example}', 'muss eine E-Mail-Adresse wie {example} sein'],
  ['must be an e-mail address', 'muss eine E-Mail-Adresse sein'],
  [
    'must be an http or https address, or a path that starts with /',
    'muss eine http- oder https-Adresse sein, oder ein Pfad, der mit / beginnt',
  ],
  ['must be an http or https address', 'muss eine http- oder https-Adresse sein'],
  ['must be an object', 'muss ein Objekt sein'],
  ['must be approved, edited, rejected or expired', 'muss approved, edited, rejected oder expired sein'],
  ['must be article or faq', 'muss article oder faq sein'],
  ['must be assistant or people', 'muss assistant oder people sein'],
  ['must be entries such as {examples}', 'müssen Einträge wie {examples} sein'],
  [
    'must be flat: names of 1 to 64 characters, values strings of at most 500, numbers or booleans',
    'müssen flach sein: Namen von 1 bis 64 Zeichen, Werte Texte bis 500 Zeichen, Zahlen oder Wahrheitswerte',
  ],
  ['must be ids of assistants of this tenant', 'müssen Assistenten dieses Arbeitsbereichs sein'],
  [
    'must be left out: the built-in provider needs no key, and none is stored',
    'muss leer bleiben: der eingebaute Anbieter braucht keinen Schlüssel',
  ],
  ['must be multipart/form-data with the files in it', 'muss multipart/form-data mit den Dateien sein'],
  ['must be named by letters, such as {example}', 'müssen aus Buchstaben benannt sein, wie {example}'],
  ['must be names of {names}, or *', 'müssen Namen aus {names} sein, oder *'],
  ['must be none, round_robin or least_busy', 'muss none, round_robin oder least_busy sein'],
  [
    'must be null (never) or a whole number from {least} to {most}',
    'muss leer sein (nie) oder eine ganze Zahl von {least} bis {most}',
  ],
  [
    'must be null (unlimited) or a number from {least} to {most}',
    'muss leer sein (unbegrenzt) oder eine Zahl von {least} bis {most}',
  ],
  [
    "must be objects {id, status, code} of the doctor's own ids, statuses and codes",
    'müssen Objekte {id, status, code} mit Werten des Doktors sein',
  ],
  [
    'must be one of viewer, agent, admin, and not above your own',
    'muss viewer, agent oder admin sein und nicht über Ihrer eigenen liegen',
  ],
  ['must be one of: {names}', 'muss eines von {names} sein'],
  [
    'must be one of {names}, beside tenantId and text',
    'muss eines von {names} sein, neben tenantId und text',
  ],
  ['must be one of {names}, or an array of them', 'muss eines von {names} sein, oder eine Liste davon'],
  ['must be one of {names}', 'muss eines von {names} sein'],
  ['must be some of {names}', 'müssen einige von {names} sein'],
  ['must be online, away or offline', 'muss online, away oder offline sein'],
  [
    'must be spans {example} within one day, the end after the beginning; 24:00 ends the day',
    'müssen Zeiträume eines Tages sein, das Ende nach dem Anfang; 24:00 ist das Ende des Tages',
  ],
  [
    'must be such as conversations:read or *:write; areas: {names}',
    'müssen wie conversations:read oder *:write sein; Bereiche: {names}',
  ],
  ['must be tenant or builtin', 'muss tenant oder builtin sein'],
  ['must be texts of {least} to {most} characters', 'müssen Texte von {least} bis {most} Zeichen sein'],
  [
    'must be the IANA name of a time zone, such as Europe/Berlin',
    'muss eine Zeitzone wie Europe/Berlin sein',
  ],
  [
    'must be the address of your server, such as {example}',
    'muss die Adresse Ihres Servers sein, wie {example}',
  ],
  ['must be the id of a user', 'muss die Id eines Teammitglieds sein'],
  ['must be the id of an assistant of this tenant', 'muss ein Assistent dieses Arbeitsbereichs sein'],
  [
    'must be the id of another assistant of this tenant',
    'muss ein anderer Assistent dieses Arbeitsbereichs sein',
  ],
  ['must be the name of a model', 'muss der Name eines Modells sein'],
  ['must be the name of your deployment', 'muss der Name Ihres Deployments sein'],
  ['must be the nextCursor of the page before', 'muss der nextCursor der Seite davor sein'],
  ['must be the password of your account', 'muss das Passwort Ihres Kontos sein'],
  ['must be your password of today', 'muss Ihr heutiges Passwort sein'],
  ['must be within or outside', 'muss within oder outside sein'],
  ["must be 'me' or a user's id", 'muss „me“ oder die Id eines Teammitglieds sein'],
  ["must be 'active' or 'suspended'; DELETE erases", 'muss active oder suspended sein; DELETE löscht'],
  ["must be 'refuse', 'fallback' or 'people'", 'muss refuse, fallback oder people sein'],
  ["must be 'visitor' or 'reply'", 'muss visitor oder reply sein'],
  [
    'must be {form} with {least} to {most} stretches',
    'muss aus Zeitzone und {least} bis {most} Zeiträumen bestehen',
  ],
  ['must be {form}, all of them texts', 'muss {form} sein, alles Texte'],

  ['must begin with https://', 'muss mit https:// beginnen'],
  ['must contain a letter, a digit or a sign', 'braucht einen Buchstaben, eine Ziffer oder ein Zeichen'],
  [
    'must do something: handOver, notify, tags or serious',
    'muss etwas bewirken: übergeben, melden, Schlagwörter oder „ernst“',
  ],
  ['must each have a date such as {day}', 'müssen je ein Datum wie {day} haben'],
  ['must name at least one scope such as {example}', 'muss mindestens einen Bereich wie {example} nennen'],
  ['must name each model once', 'darf jedes Modell nur einmal nennen'],
  ['must name the group', 'braucht einen Namen für die Gruppe'],
  ['must not carry a fragment (#...)', 'darf keinen Anker (#...) haben'],
  ['must not carry a query', 'darf keine Abfrage (?...) haben'],
  ['must not carry a user name or a password', 'darf weder Benutzername noch Passwort enthalten'],
  ['must not contain NUL characters', 'darf keine NUL-Zeichen enthalten'],
  ['must not contain a NUL character', 'darf kein NUL-Zeichen enthalten'],
  ['must not have NUL characters', 'darf keine NUL-Zeichen enthalten'],
  ['must not contain control characters', 'darf keine Steuerzeichen enthalten'],
  ['must not have control characters', 'darf keine Steuerzeichen enthalten'],
  [
    'must not lead to a private, loopback or link-local address',
    'darf nicht zu einer privaten oder lokalen Adresse führen',
  ],
  ['must not overlap', 'dürfen sich nicht überschneiden'],

  // Whole sentences: what a refusal says to do next. The others have the text of their code.
  [
    'A tenant has at most {most} live API keys: revoke one first',
    'Mehr als {most} gültige API-Schlüssel gehen nicht: Widerrufen Sie erst einen',
  ],
  [
    'A tenant has at most {most} webhooks: delete one first',
    'Mehr als {most} Webhooks gehen nicht: Löschen Sie erst einen',
  ],
  [
    'A tenant keeps at least one owner: make somebody else owner first',
    'Ein Arbeitsbereich behält mindestens einen Inhaber: Machen Sie erst jemand anderen dazu',
  ],
  [
    'A run of the doctor is under way: wait for its answer',
    'Der Doktor prüft gerade: Warten Sie auf sein Ergebnis',
  ],
  [
    'Another canned reply has this shortcut; choose another',
    'Eine andere Antwort hat dieses Kürzel; wählen Sie ein anderes',
  ],
  [
    'It is the default assistant: make another one the default first',
    'Das ist der Standard: Machen Sie erst einen anderen dazu',
  ],
  [
    'Only an admin takes a conversation from a colleague; ask one, or the colleague',
    'Nur ein Admin nimmt einem Kollegen ein Gespräch ab; fragen Sie ihn oder den Kollegen',
  ],
  [
    'Only an owner may make a reset link for an owner',
    'Nur ein Inhaber darf für einen Inhaber einen Link zum Zurücksetzen machen',
  ],
  [
    'Only an owner may make, change or remove owners',
    'Nur ein Inhaber darf Inhaber ernennen, ändern oder entfernen',
  ],
  [
    "Only an owner may withdraw an owner's invitation",
    'Nur ein Inhaber darf die Einladung eines Inhabers zurückziehen',
  ],
  [
    'Send Markdown (.md), CSV (.csv) or JSON (.json) files',
    'Senden Sie Dateien als Markdown (.md), CSV (.csv) oder JSON (.json)',
  ],
  ['Shorten the message to {most} characters', 'Kürzen Sie die Nachricht auf {most} Zeichen'],
  ['The current password is wrong', 'Das heutige Passwort ist falsch'],
  ['E-mail address or password is wrong', 'E-Mail-Adresse oder Passwort ist falsch'],
  [
    'The invitation has been used, is too old or was taken back: ask for a new one',
    'Die Einladung ist verbraucht, zu alt oder zurückgezogen: Bitten Sie um eine neue',
  ],
  [
    'The link has been used or is too old: ask for a new one, or sign in with your password',
    'Der Link ist verbraucht oder zu alt: Bitten Sie um einen neuen, oder nehmen Sie Ihr Passwort',
  ],
  [
    'The link has been used, is too old or was replaced by a newer password: ask for a new one',
    'Der Link ist verbraucht, zu alt oder von einem neueren Passwort überholt: Bitten Sie um einen neuen',
  ],
  [
    'The tenant has as many articles as it may have; delete or merge some first',
    'Mehr Artikel gehen nicht; löschen Sie erst welche oder führen Sie sie zusammen',
  ],
  [
    'The tenant has as many assistants as it may have; delete one first',
    'Mehr Assistenten gehen nicht; löschen Sie erst einen',
  ],
  [
    'The webhook is disabled: mend the receiver, then send a test; when it succeeds the webhook is enabled again',
    'Der Webhook ist abgeschaltet: Bringen Sie den Empfänger in Ordnung und senden Sie einen Test; gelingt er, gilt der Webhook wieder',
  ],
  [
    'There is no such delivery, or it is older than {days} days: list the deliveries to find its id',
    'Diese Zustellung gibt es nicht, oder sie ist älter als {days} Tage',
  ],
  [
    'There is no such open invitation: it was accepted, withdrawn or is too old',
    'Diese Einladung ist nicht mehr offen: Sie ist angenommen, zurückgezogen oder zu alt',
  ],
  [
    'This person belongs to another team too, so only they can reset their password, by mail',
    'Die Person gehört auch zu einem anderen Team, darum kann nur sie selbst ihr Passwort zurücksetzen, per Mail',
  ],
  ['This reply was decided already; read the queue again', 'Über diese Antwort wurde schon entschieden'],
  [
    'Too many requests from this address: wait as long as Retry-After says',
    'Zu viele Anfragen von dieser Adresse: Warten Sie einen Augenblick',
  ],
  [
    'Two identity secrets are live already: delete the one that your servers no longer use',
    'Zwei Geheimnisse gelten schon: Löschen Sie das, das Ihre Server nicht mehr nehmen',
  ],
  [
    "The last messages can't be read at the moment ({why}); try again shortly, or without lastMessages",
    'Die letzten Nachrichten sind gerade nicht lesbar ({why}); versuchen Sie es gleich noch einmal, oder ohne sie',
  ],
  [
    "The conversation can't be reached at the moment ({why}); decide again shortly",
    'Das Gespräch ist gerade nicht erreichbar ({why}); entscheiden Sie gleich noch einmal',
  ],
  [
    'You have an account already: enter its password to join',
    'Sie haben schon ein Konto: Geben Sie dessen Passwort ein',
  ],
  [
    'You are no member of that tenant: ask its owner for an invitation',
    'Sie gehören nicht zu diesem Arbeitsbereich: Bitten Sie den Inhaber um eine Einladung',
  ],
  [
    "You are no member of that tenant: sign in without 'tenantId', or ask its owner",
    'Sie gehören nicht zu diesem Arbeitsbereich: Fragen Sie seinen Inhaber',
  ],
  [
    'Your access was taken away: ask an owner of your team',
    'Ihr Zugang wurde entzogen: Fragen Sie einen Inhaber Ihres Teams',
  ],
  [
    "Your state can't be told to the other windows at the moment: try again shortly",
    'Ihr Status erreicht die anderen Fenster gerade nicht: Versuchen Sie es gleich noch einmal',
  ],
  ...providerSentences,
  ...routingSentences,
];
