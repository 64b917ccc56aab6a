using System.Net;
using System.Net.Sockets;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>
/// Counts failed sign-ins in windows: per account and address, per account, per address. Unknown accounts count like known
/// ones, so the answer tells nothing. In the database: all replicas count together, and a restart forgets nothing.
/// </summary>
internal sealed class SignInThrottle(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, TimeProvider clock, IOptions<WidgetAuthOptions> options)
{
    /// <summary>Counts questions for a new password instead: they must not lock anybody's sign-in.</summary>
    public const string Resets = "r";

    /// <summary>429 <c>rate_limited</c> with <c>Retry-After</c> when one of the counts is full.</summary>
    public async Task CheckAsync(string email, HttpContext context, CancellationToken cancellationToken, string kind = "")
    {
        var now = clock.GetUtcNow();
        var (pair, account, address) = Keys(email, context, kind);
        var fullUntil = await db.FirstAsync(
            new Sql("""
                select max(window_ends_at) from sign_in_attempt where window_ends_at > @now
                  and ((key = @pair and failures >= @few) or (key = @account and failures >= @many) or (key = @address and failures >= @many))
                """)
                .With("now", now).With("pair", pair).With("account", account).With("address", address)
                .With("few", options.Value.FailuresPerAccountAndAddress).With("many", options.Value.FailuresPerAccountOrAddress),
            reader => reader.TimeOrNull(0), cancellationToken);
        if (fullUntil is null)
            return;
        var seconds = Math.Max(1, (int)Math.Ceiling((fullUntil.Value - now).TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        throw Problems.RateLimited.Exception($"Too many {(kind.Length == 0 ? "failed sign-ins" : "questions for a new password")}: try again in {(seconds + 59) / 60} minutes.");
    }

    /// <summary>Counts a failure.</summary>
    public Task FailedAsync(string email, HttpContext context, CancellationToken cancellationToken, string kind = "")
    {
        var now = clock.GetUtcNow();
        var (pair, account, address) = Keys(email, context, kind);
        const string Count = """
            insert into sign_in_attempt as s (key, window_ends_at, failures) values ({0}, @ends, 1)
            on conflict (key) do update set
              failures = case when s.window_ends_at > @now then s.failures + 1 else 1 end,
              window_ends_at = case when s.window_ends_at > @now then s.window_ends_at else @ends end;
            """;
        return db.WriteAsync(
            new Sql("delete from sign_in_attempt where window_ends_at < @now;")
                .Append(Count.Replace("{0}", "@account", StringComparison.Ordinal))
                .Append(Count.Replace("{0}", "@address", StringComparison.Ordinal))
                .Append(Count.Replace("{0}", "@pair", StringComparison.Ordinal))
                .With("now", now).With("ends", now.AddMinutes(options.Value.FailureWindowMinutes))
                .With("pair", pair).With("account", account).With("address", address),
            cancellationToken);
    }

    /// <summary>Forgets the failures of the account from this address.</summary>
    public Task SucceededAsync(string email, HttpContext context, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql("delete from sign_in_attempt where key = @pair;").With("pair", Keys(email, context, "").Pair), cancellationToken);

    private static (string Pair, string Account, string Address) Keys(string email, HttpContext context, string kind)
    {
        // Hashed: the table must not be a list of who tries to sign in.
        var account = SecretTexts.Hash(InputRules.EmailKey(email))[..32];
        var address = Network(context.Connection.RemoteIpAddress);
        return ($"{kind}p:{account}:{address}", $"{kind}e:{account}", $"{kind}a:{address}");
    }

    /// <summary>IPv6 by /64: one subscriber has at least that many addresses.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null)
            return "none";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
