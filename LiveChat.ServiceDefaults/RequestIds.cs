using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// <c>X-Request-Id</c>: the inbound one where it has the allowed form, else a new one. It is the request's
/// <see cref="HttpContext.TraceIdentifier"/>, a log scope, a span tag and a header of every response.
/// </summary>
public static partial class RequestIds
{
    public const string Header = "X-Request-Id";

    /// <summary>The id of this request.</summary>
    public static string RequestId(this HttpContext context) => context.TraceIdentifier;

    /// <summary>A new id: 32 hex characters, ascending in time.</summary>
    public static string New() => Guid.CreateVersion7().ToString("N");

    /// <summary>Whether an inbound id is taken over: 8 to 64 of <c>[A-Za-z0-9._-]</c>.</summary>
    public static bool IsValid(string? id) => id is { Length: >= 8 and <= 64 } && Allowed().IsMatch(id);

    internal static IApplicationBuilder UseRequestIds(this IApplicationBuilder app, ILogger logger) => app.Use(async (context, next) =>
    {
        var inbound = context.Request.Headers[Header];
        var id = inbound.Count == 1 && IsValid(inbound[0]) ? inbound[0]! : New();
        context.TraceIdentifier = id;
        context.Request.Headers[Header] = id; // what a proxy hop passes on
        context.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            http.Response.Headers[Header] = http.TraceIdentifier;
            return Task.CompletedTask;
        }, context);
        Activity.Current?.SetTag("livechat.request_id", id);
        using (logger.BeginScope(new RequestScope(id)))
            await next(context).ConfigureAwait(false);
    });

    [GeneratedRegex("^[A-Za-z0-9._-]{8,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();

    /// <summary>Log scope with one item; a struct-like list avoids a dictionary per request.</summary>
    internal sealed class RequestScope(string id) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => 1;

        public KeyValuePair<string, object?> this[int index] => index == 0
            ? new("RequestId", id) : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            yield return this[0];
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => $"RequestId:{id}";
    }
}
