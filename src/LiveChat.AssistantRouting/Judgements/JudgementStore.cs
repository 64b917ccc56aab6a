using LiveChat.AssistantRouting.Costs;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Judgements;

/// <summary>What to do about one thing to be judged: <paramref name="Mine"/> to ask; else what was judged, or null while another asks.</summary>
internal sealed record JudgementClaim(Guid? Mine, bool? Confirms, string? Model);

/// <summary>Judgements by what was judged: the provider is asked once, however often and wherever the event comes.</summary>
internal sealed class JudgementStore([FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database, TimeProvider clock)
{
    // Longer than any event is given out again.
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);

    // Safety waits for less; who asked and died is passed over.
    private static readonly TimeSpan s_abandoned = TimeSpan.FromSeconds(15);

    public Task<JudgementClaim> ClaimAsync(string tenantId, Guid subject, string kind, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = Guid.CreateVersion7(now);
        return database.WriteAsync(new Sql("""
            delete from judgement where claimed_at < @forget;
            insert into judgement (subject, kind, tenant_id, claim, claimed_at) values (@subject, @kind, @tenant, @mine, @now)
              on conflict (subject, kind) do update set claim = excluded.claim, claimed_at = excluded.claimed_at
              where judgement.confirms is null and judgement.claimed_at < @abandoned;
            select claim, confirms, model from judgement where subject = @subject and kind = @kind and tenant_id = @tenant;
            """).With("forget", now - s_kept).With("subject", subject).With("kind", kind).With("tenant", tenantId).With("mine", mine)
            .With("now", now).With("abandoned", now - s_abandoned), async reader =>
            !await reader.ReadAsync() ? new JudgementClaim(null, null, null)
                : new JudgementClaim(reader.GetGuid(0) == mine ? mine : null, reader.IsDBNull(1) ? null : reader.GetBoolean(1), reader.StringOrNull(2)),
            cancellationToken);
    }

    /// <summary>Keeps the judgement and counts what it took, in one command.</summary>
    public Task KeepAsync(
        string tenantId, Guid subject, string kind, Guid claim, bool confirms, string? model, IReadOnlyList<DayCost> costs, CancellationToken cancellationToken)
    {
        var sql = new Sql("update judgement set confirms = @confirms, model = @model where subject = @subject and kind = @kind and claim = @claim;")
            .With("confirms", confirms).With("model", model).With("subject", subject).With("kind", kind).With("claim", claim).With("tenant", tenantId);
        CostStore.Append(sql, costs, "1 = 1");
        return database.WriteAsync(sql, cancellationToken);
    }

    /// <summary>Nobody judged: the next may ask.</summary>
    public Task ReleaseAsync(Guid subject, string kind, Guid claim, CancellationToken cancellationToken) => database.WriteAsync(
        new Sql("delete from judgement where subject = @subject and kind = @kind and claim = @claim and confirms is null;")
            .With("subject", subject).With("kind", kind).With("claim", claim), cancellationToken);
}
