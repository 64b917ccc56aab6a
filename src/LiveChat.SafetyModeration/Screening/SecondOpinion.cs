using LiveChat.SafetyModeration.Matching;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>Who gave the second opinion on medium-confidence hits, and what it came to.</summary>
/// <param name="By"><c>provider</c>, or <c>rules</c>: the scored rule set below.</param>
internal sealed record Opinion(string By, int Score, int Needed)
{
    public const string Provider = "provider";
    public const string Rules = "rules";

    /// <summary>The provider's model, where it answered.</summary>
    public string? Model { get; init; }

    /// <summary>Why the tenant's provider did not answer, so that the rules did; null where it has none.</summary>
    public string? Cause { get; init; }

    public bool Confirms => Score >= Needed;
}

/// <summary>
/// A score for texts with medium-confidence phrases. One for each different phrase, one for a conversation that is serious
/// already, one for words of urgency; one off for words that tell of a film, a book or a joke. One phrase alone ("my lawyer
/// said the jumper is lovely") decides nothing. Pure.
/// </summary>
internal static class SecondOpinion
{
    public const int Needed = 2;

    private static readonly PhraseMatcher s_urgent = PhraseMatcher.Compile(
    [
        "urgent", "emergency", "right now", "help me", "please help", "ambulance", "police", "tonight", "i am scared", "i'm scared", "bleeding",
        "unconscious", "can't breathe", "immediately", "court", "sue you", "notfall", "hilfe", "sofort", "krankenwagen", "polizei", "ich habe angst",
        "urgence", "au secours", "aidez-moi", "j'ai peur", "ambulancia", "policía", "ayúdame", "tengo miedo", "emergenza", "aiutatemi", "polizia",
        "ho paura", "socorro", "me ajude", "noodgeval", "help mij", "pomocy", "pogotowie", "помогите", "срочно", "скорая", "полиция", "助けて", "救命", "도와주세요",
    ]);

    private static readonly PhraseMatcher s_playful = PhraseMatcher.Compile(
    [
        "movie", "film", "novel", "book", "song", "lyrics", "game", "just kidding", "joking", "haha", "lol", "😂", "🤣", "episode", "series", "poster",
        "roman", "spiel", "lied", "nur spaß", "serie", "livre", "chanson", "jeu", "libro", "canción", "juego", "película", "canzone", "gioco",
        "livro", "jogo", "boek", "książka", "книга", "игра", "песня", "映画", "ゲーム",
    ]);

    public static Opinion Of(string text, int differentPhrases, bool alreadySerious)
    {
        var score = differentPhrases + (alreadySerious ? 1 : 0)
            + (s_urgent.Find(text).Count > 0 ? 1 : 0) - (s_playful.Find(text).Count > 0 ? 1 : 0);
        return new Opinion(Opinion.Rules, score, Needed);
    }
}
