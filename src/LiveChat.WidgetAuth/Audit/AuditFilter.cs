using System.Globalization;

namespace LiveChat.WidgetAuth.Audit;

/// <summary>What of the audit is asked for.</summary>
/// <param name="Action">Such as <c>widget.changed</c>, or <c>widget</c> for everything of it; null for all.</param>
internal sealed record AuditFilter(string? Action, Guid? ActorId, string? Target, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>A pattern for <c>like</c>: what begins with the action and a dot.</summary>
    public string? Prefix => Action is null
        ? null
        : Action.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + ".%";

    /// <summary>Reads the query; 400 <c>invalid_request</c> names what is no date, id or action.</summary>
    public static AuditFilter Read(IQueryCollection query)
    {
        var input = new InputRules();
        var action = input.OptionalText(query["action"], "action", 64);
        var target = input.OptionalText(query["target"], "target", 254);
        Guid? actor = null;
        if (query["actorId"].ToString() is { Length: > 0 } id)
        {
            if (Guid.TryParse(id, out var parsed))
                actor = parsed;
            else
                input.Error("actorId", "must be the id of a user");
        }
        var from = Time(input, query["from"], "from") ?? DateTimeOffset.UnixEpoch;
        var to = Time(input, query["to"], "to") ?? DateTimeOffset.MaxValue;
        input.ThrowIfAny();
        return new(action, actor, target, from, to);
    }

    private static DateTimeOffset? Time(InputRules input, string? text, string field)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        input.Error(field, "must be a time such as 2026-11-30T12:00:00Z");
        return null;
    }
}
