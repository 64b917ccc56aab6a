using System.Globalization;
using System.Net;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>An allowlist entry as understood: <c>shop.example</c>, <c>*.shop.example</c>, <c>localhost:3000</c>,
/// <c>https://shop.example:8443</c>.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>; null for both.</param>
/// <param name="Host">Lower case, punycode, without a trailing dot and without the <c>*.</c></param>
/// <param name="Port">Null for the scheme's default port; any port for the bare name <c>localhost</c>.</param>
/// <param name="Wildcard">Any subdomain of <paramref name="Host"/>, but not <paramref name="Host"/> itself.</param>
public sealed record DomainEntry(string? Scheme, string Host, int? Port, bool Wildcard)
{
    /// <summary>The normalised text, as it is stored and shown.</summary>
    public override string ToString() =>
        $"{(Scheme is null ? "" : Scheme + "://")}{(Wildcard ? "*." : "")}{Host}{(Port is null ? "" : ":" + Port)}";

    internal bool Admits(WebOrigin origin)
    {
        if (Scheme is not null && Scheme != origin.Scheme)
            return false;
        var sameHost = Wildcard
            ? origin.Host.Length > Host.Length + 1 && origin.Host.EndsWith(Host, StringComparison.Ordinal)
                && origin.Host[^(Host.Length + 1)] == '.'
            : origin.Host == Host;
        if (!sameHost)
            return false;
        if (Port is { } port)
            return port == origin.Port;
        return origin.Port == WebOrigin.DefaultPort(origin.Scheme) || (Scheme is null && !Wildcard && Host == "localhost");
    }
}

/// <summary>Where a page was served from, as a browser tells it.</summary>
public sealed record WebOrigin(string Scheme, string Host, int Port)
{
    public override string ToString() => $"{Scheme}://{Host}{(Port == DefaultPort(Scheme) ? "" : ":" + Port)}";

    internal static int DefaultPort(string scheme) => scheme == "https" ? 443 : 80;
}

/// <summary>Reads origins and allowlist entries. Pure; every input is hostile.</summary>
public static class DomainRules
{
    /// <summary>Longest entry or origin that is looked at, in characters.</summary>
    public const int MaxLength = 512;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    /// <summary>Reads an entry as people write it: a host, with wildcard, port or scheme, or a pasted address, which is cut to
    /// its origin. Null when no host can be made of it.</summary>
    public static DomainEntry? ParseEntry(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > 2048)
            return null;
        string? scheme = null;
        var rest = text;
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        if (separator >= 0)
        {
            scheme = text[..separator].ToLowerInvariant();
            rest = text[(separator + 3)..];
            if (scheme is not ("http" or "https"))
                return null;
        }
        rest = rest[..EndOfAuthority(rest)];
        rest = rest[(rest.LastIndexOf('@') + 1)..];
        var wildcard = rest.StartsWith("*.", StringComparison.Ordinal);
        if (wildcard)
            rest = rest[2..];
        if (!TrySplit(rest, out var host, out var port) || (wildcard && (IPAddress.TryParse(host.Trim('[', ']'), out _) || !host.Contains('.'))))
            return null;
        // A default port says nothing that the scheme does not say.
        if (scheme is not null && port == WebOrigin.DefaultPort(scheme))
            port = null;
        return new(scheme, host, port, wildcard);
    }

    /// <summary>Reads an <c>Origin</c> header, or a <c>Referer</c>, which is cut to its origin. Null for <c>null</c>, for file pages
    /// and for anything that is no web origin.</summary>
    public static WebOrigin? ParseOrigin(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 8192)
            return null;
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        if (separator < 0 || text[..separator].ToLowerInvariant() is not (("http" or "https") and var scheme))
            return null;
        var rest = text[(separator + 3)..];
        rest = rest[..EndOfAuthority(rest)];
        return rest.Contains('@') || !TrySplit(rest, out var host, out var port)
            ? null
            : new(scheme, host, port ?? WebOrigin.DefaultPort(scheme));
    }

    private static int EndOfAuthority(string text)
    {
        var end = text.AsSpan().IndexOfAny("/?#\\");
        return end < 0 ? text.Length : end;
    }

    private static bool TrySplit(string authority, out string host, out int? port)
    {
        (host, port) = ("", null);
        var colon = authority.LastIndexOf(':');
        if (authority.StartsWith('['))
        {
            var close = authority.IndexOf(']');
            if (close < 0 || !IPAddress.TryParse(authority.AsSpan(1, close - 1), out var address))
                return false;
            host = $"[{address}]";
            if (close == authority.Length - 1)
                return true;
            if (colon != close + 1)
                return false;
        }
        else if (!TryNormalise(colon < 0 ? authority : authority[..colon], out host))
        {
            return false;
        }
        if (colon < 0)
            return true;
        var digits = authority.AsSpan(colon + 1);
        if (digits.Length is 0 or > 5 || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        port = int.Parse(digits, CultureInfo.InvariantCulture);
        return port is > 0 and <= 65535;
    }

    /// <summary>Folds case, IDN and one trailing dot; refuses what can't be a host name.</summary>
    private static bool TryNormalise(string name, out string host)
    {
        host = "";
        if (name.Length is 0 or > 254)
            return false;
        try
        {
            // Maps other scripts' full stops too, so the trailing dot is cut afterwards.
            host = Idn.GetAscii(name).ToLowerInvariant();
            if (host.EndsWith('.'))
                host = host[..^1];
        }
        catch (ArgumentException)
        {
            return false;
        }
        return host.Length is > 0 and <= 253 && !host.EndsWith('.') && !host.AsSpan().ContainsAnyExcept(HostCharacters)
            && !host.StartsWith('-') && !host.StartsWith('.') && !host.Contains("..", StringComparison.Ordinal);
    }

    private static readonly System.Buffers.SearchValues<char> HostCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");
}
