using System.Collections.Concurrent;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.SiteTokens;
using LiveChat.WidgetAuth.Widget;

namespace LiveChat.WidgetAuth.Doctor;

/// <summary>Collects the facts and walks the chain. One run of a tenant at a time: a run fetches a page.</summary>
internal sealed class DoctorRounds(
    SiteReader sites, DoctorNeighbours neighbours, SiteTokenStore tokens, RefusedOriginStore refusals, TokenVerifier verifier, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, byte> _running = new(StringComparer.Ordinal);

    /// <param name="siteUrl">A checked address, or null.</param>
    /// <param name="told">Called with each check as soon as it is known, in order.</param>
    public async Task<DoctorReport> RunAsync(
        TenantAccess tenant, string platform, Uri? siteUrl, Func<DoctorCheck, Task> told, CancellationToken cancellationToken)
    {
        if (!_running.TryAdd(tenant.TenantId, 0))
            throw Problems.RateLimited.Exception("A run of the doctor is under way: wait for its answer.");
        try
        {
            var chat = neighbours.ChatAsync(tenant.TenantId, cancellationToken);
            var assistants = neighbours.AssistantsAsync(tenant.TenantId, cancellationToken);
            var safety = neighbours.SafetyAsync(tenant.TenantId, cancellationToken);
            var facts = new DoctorFacts(
                tenant, platform, null, null, null, await TokensAsync(tenant.TenantId, cancellationToken),
                await RefusalsAsync(tenant.TenantId, cancellationToken), await neighbours.GatewayAsync(cancellationToken), null, null, null,
                clock.GetUtcNow());
            var checks = new List<DoctorCheck>();
            async Task SayAsync(params DoctorCheck[] found)
            {
                foreach (var check in found)
                {
                    checks.Add(check);
                    await told(check);
                }
            }

            await SayAsync(DoctorRules.Script(facts));
            if (siteUrl is not null)
                facts = await WithSiteAsync(facts, siteUrl, cancellationToken);
            await SayAsync(
                DoctorRules.Address(facts), DoctorRules.Site(facts), DoctorRules.Snippet(facts), DoctorRules.Csp(facts), DoctorRules.Cors(facts),
                DoctorRules.Domain(facts), DoctorRules.Token(facts));
            facts = facts with { Chat = await chat, Assistants = await assistants, Safety = await safety };
            await SayAsync(
                DoctorRules.Limits(facts), DoctorRules.Assistant(facts), DoctorRules.Provider(facts), DoctorRules.Safety(facts),
                DoctorRules.Delivery(facts));
            return DoctorReport.Of(checks);
        }
        finally
        {
            _running.TryRemove(tenant.TenantId, out _);
        }
    }

    private async Task<DoctorFacts> WithSiteAsync(DoctorFacts facts, Uri siteUrl, CancellationToken cancellationToken)
    {
        var page = await sites.ReadAsync(siteUrl, cancellationToken);
        if (page.Code is not null)
            return facts with { Site = page };
        var snippet = SnippetRules.Read(page.Html);
        var token = snippet.Tokens.Count > 0
            ? await verifier.VerifyAsync(snippet.Tokens[0], TokenKind.Widget, cancellationToken) : (TokenResult?)null;
        return facts with { Site = page, Snippet = snippet, PageToken = token };
    }

    private async Task<TokenFacts> TokensAsync(string tenantId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var families = await tokens.ListAsync(tenantId, (long.MaxValue, Guid.AllBitsSet), 200, cancellationToken);
        var active = families.Where(family => family.RevokedAt is null && family.LastExpiresAt > now).ToList();
        var revoked = families.Count(family => family.RevokedAt is not null);
        return new(active.Count, families.Count - active.Count - revoked, revoked, active.Count == 0 ? null : active.Max(family => family.LastExpiresAt));
    }

    private async Task<RefusalFacts> RefusalsAsync(string tenantId, CancellationToken cancellationToken)
    {
        var last = (await refusals.ListAsync(tenantId, 1, cancellationToken)).FirstOrDefault();
        return last is not null && clock.GetUtcNow() - last.LastAt < TimeSpan.FromDays(1) ? new(last.Origin, last.Requests) : new(null, 0);
    }
}
