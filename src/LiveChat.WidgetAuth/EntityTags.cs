using System.Globalization;
using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth;

/// <summary>Settings are read with an <c>ETag</c> and replaced by PUT; a stale <c>If-Match</c> is 412 <c>stale_version</c>.</summary>
internal static class EntityTags
{
    public static void Send(HttpContext context, long version) =>
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Passes without <c>If-Match</c> (the last writer wins then), with <c>*</c>, or when it names this version.</summary>
    public static void Require(HttpContext context, long version)
    {
        var wanted = context.Request.Headers.IfMatch.ToString();
        if (wanted.Length == 0 || wanted == "*")
            return;
        var current = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        if (!wanted.Split(',', StringSplitOptions.TrimEntries).Contains(current))
            throw Stale();
    }

    public static ProblemException Stale() =>
        Problems.StaleVersion.Exception("Somebody changed it meanwhile: read it again, then make your change.");
}
