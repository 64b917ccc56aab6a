using LiveChat.Chat.Safety;
using LiveChat.Chat.Texts;

namespace LiveChat.Chat.Staff;

/// <summary>What a visitor who is handed over can expect at this moment.</summary>
/// <param name="Online">An agent is online.</param>
/// <param name="TypicalMinutes">Until people answer; null while nobody is online, and where it was not measured.</param>
/// <param name="Texts">In the visitor's language, with the hand-over text that holds now.</param>
internal sealed record Outlook(bool Online, int? TypicalMinutes, VisitorTexts Texts);

/// <summary>Finds it, once for everything that tells a visitor of people.</summary>
internal sealed class HandoverOutlook(StaffPresence presence, TypicalAnswerTimes times, SafetyDirectory safety)
{
    public async ValueTask<Outlook> FindAsync(string tenantId, string? locale, CancellationToken cancellationToken)
    {
        var online = await presence.AnybodyOnlineAsync(tenantId).ConfigureAwait(false);
        var minutes = online ? await times.FindAsync(tenantId, cancellationToken).ConfigureAwait(false) : null;
        var wanted = await safety.FindAsync(tenantId, cancellationToken).ConfigureAwait(false);
        return new Outlook(online, minutes, VisitorTexts.For(locale).With(wanted, locale, online, minutes));
    }
}
