using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>What to do about one attempt: <paramref name="Mine"/> to draft it, or <paramref name="Stored"/> to send again.</summary>
internal sealed record DraftClaim(Guid? Mine, StoredDraft? Stored);

/// <summary>
/// Attempts that are being drafted with a provider. An event may be given out twice at the same time; whoever claims it first
/// asks, the others wait for what is stored. Where the first died, its claim ends after the time that a turn has at most.
/// </summary>
internal sealed class DraftClaimStore(
    [FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database, IOptions<AssistantRoutingOptions> options, TimeProvider clock)
{
    // For storing what was drafted, after the last moment of the turn's time.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_reread = TimeSpan.FromMilliseconds(250);

    /// <summary>One round trip where nobody else is at it, which is nearly always; else it waits for the other.</summary>
    public async Task<DraftClaim> ClaimAsync(TurnRef turn, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryAsync(turn, cancellationToken) is { } claim) return claim;
            await Task.Delay(s_reread, clock, cancellationToken);
        }
    }

    /// <summary>Nothing was stored: the next delivery need not wait.</summary>
    public Task ReleaseAsync(TurnRef turn, Guid claim, CancellationToken cancellationToken) => database.WriteAsync(
        new Sql("delete from draft_claim where turn_id = @turn and attempt = @attempt and claim = @claim;")
            .With("turn", turn.TurnId).With("attempt", turn.Attempt).With("claim", claim), cancellationToken);

    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.WriteAsync(new Sql("delete from draft_claim where claimed_at < @before;").With("before", before), cancellationToken);

    private Task<DraftClaim?> TryAsync(TurnRef turn, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = Guid.CreateVersion7(now);
        return database.WriteAsync(new Sql("""
            insert into draft_claim (turn_id, attempt, claim, claimed_at) values (@turn, @attempt, @mine, @now)
              on conflict (turn_id, attempt) do update set claim = excluded.claim, claimed_at = excluded.claimed_at
              where draft_claim.claimed_at < @abandoned;
            select c.claim, d.event_id, d.kind, d.body from draft_claim c left join draft d on d.turn_id = c.turn_id and d.attempt = c.attempt
              where c.turn_id = @turn and c.attempt = @attempt;
            """).With("turn", turn.TurnId).With("attempt", turn.Attempt).With("mine", mine).With("now", now)
            .With("abandoned", now - TimeSpan.FromSeconds(options.Value.ProviderTurnSeconds) - s_margin), async reader =>
        {
            // Released between the two statements: try again.
            if (!await reader.ReadAsync()) return null;
            if (!reader.IsDBNull(1)) return new DraftClaim(null, DraftStore.Read(reader, 1));
            return reader.GetGuid(0) == mine ? new DraftClaim(mine, null) : null;
        }, cancellationToken);
    }
}
