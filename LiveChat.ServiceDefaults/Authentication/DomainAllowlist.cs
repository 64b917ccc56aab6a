using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LiveChat.Contracts;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>What an allowlist says about one caller.</summary>
/// <param name="Admitted">The request may go on.</param>
/// <param name="Listed">The origin is on a list that is not empty; only then is an expired token renewed.</param>
/// <param name="Origin">The origin as the refusal names it; null when the caller named none.</param>
/// <param name="NearestAllowed">On refusal: the entry most like the origin, or null.</param>
public sealed record DomainDecision(bool Admitted, bool Listed, string? Origin, string? NearestAllowed);

/// <summary>
/// One tenant's allowlist, parsed once per version of the tenant; decisions are kept per origin, bounded.
/// </summary>
public sealed class DomainAllowlist
{
    private const int KeptDecisions = 1024;
    private static readonly ConditionalWeakTable<TenantAccess, DomainAllowlist> Known = [];

    private readonly DomainEntry[] _entries;
    private readonly bool _allowServerCalls;
    private readonly ConcurrentDictionary<string, DomainDecision> _decisions = new(StringComparer.Ordinal);

    private DomainAllowlist(TenantAccess tenant)
    {
        _entries = [.. tenant.AllowedDomains.Select(DomainRules.ParseEntry).OfType<DomainEntry>()];
        _allowServerCalls = tenant.AllowServerCalls;
    }

    /// <summary>The list of this version of the tenant.</summary>
    public static DomainAllowlist Of(TenantAccess tenant) => Known.GetValue(tenant, static t => new(t));

    /// <summary>Decides by the <c>Origin</c> header or, without one, the <c>Referer</c>. An empty list admits every site; a caller
    /// with neither header (curl, a server) is admitted unless the tenant switched that off.</summary>
    public DomainDecision Decide(string? origin, string? referer)
    {
        var named = string.IsNullOrEmpty(origin) ? referer : origin;
        if (string.IsNullOrEmpty(named))
            return new(_allowServerCalls, false, null, null);
        if (_entries.Length == 0)
            return new(true, false, named.Length <= DomainRules.MaxLength ? named : null, null);
        var site = DomainRules.ParseOrigin(named);
        // Keyed by the origin, not by the header's text: a Referer has a different text on every page.
        var key = site?.ToString() ?? "null";
        if (_decisions.TryGetValue(key, out var decision))
            return decision;
        decision = Decide(site, key);
        if (_decisions.Count < KeptDecisions)
            _decisions.TryAdd(key, decision);
        return decision;
    }

    private DomainDecision Decide(WebOrigin? site, string shown)
    {
        if (site is not null && Array.Exists(_entries, entry => entry.Admits(site)))
            return new(true, true, shown, null);
        return new(false, false, shown, site is null ? null : DomainNearness.Nearest(_entries, site)?.ToString());
    }
}
