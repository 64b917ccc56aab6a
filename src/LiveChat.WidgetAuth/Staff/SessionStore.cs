using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>Sign-in sessions and their rotating refresh tokens. Plain tokens exist only in the caller's hands.</summary>
internal sealed class SessionStore(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, SecretBox box, TimeProvider clock, IOptions<WidgetAuthOptions> options)
{
    /// <summary>Starts a session; returns its id and first refresh token.</summary>
    public async Task<(Guid SessionId, string RefreshToken)> StartAsync(Guid userId, string tenantId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var token = SecretTexts.New();
        await db.WriteAsync(
            new Sql("""
                delete from refresh_token where expires_at < @forget;
                delete from sign_in_session where expires_at < @forget;
                insert into sign_in_session (id, user_id, tenant_id, created_at, expires_at) values (@id, @user, @tenant, @now, @ends);
                insert into refresh_token (hash, session_id, created_at, expires_at) values (@hash, @id, @now, @expires);
                """)
                .With("id", id).With("user", userId).With("tenant", tenantId).With("now", now)
                .With("ends", now.AddDays(options.Value.SessionDays)).With("hash", SecretTexts.Hash(token))
                .With("expires", now.AddDays(options.Value.RefreshTokenDays)).With("forget", now.AddDays(-30)),
            cancellationToken);
        return (id, token);
    }

    /// <summary>
    /// Exchanges a refresh token for its successor. Exactly one of several requests at once rotates; the others see what it
    /// put in. A reuse after the grace ends the session.
    /// </summary>
    public async Task<(RefreshOutcome Outcome, RefreshState? State, string? RefreshToken)> RotateAsync(
        string token, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hash = SecretTexts.Hash(token);
        var purpose = $"widgetauth/refresh/{hash}";
        var next = SecretTexts.New();
        var sealedNext = box.Seal(next, purpose);
        var state = await db.WriteAsync(
            new Sql("""
                update refresh_token set rotated_at = @now, successor = @next
                where hash = @hash and rotated_at is null and expires_at > @now
                  and exists (select 1 from sign_in_session s where s.id = refresh_token.session_id and s.ended_at is null and s.expires_at > @now);
                insert into refresh_token (hash, session_id, created_at, expires_at)
                select @nextHash, r.session_id, @now, @expires from refresh_token r where r.hash = @hash and r.successor = @next;
                select s.id, s.user_id, s.tenant_id, r.expires_at, s.expires_at, s.ended_at, r.rotated_at, r.successor
                from refresh_token r join sign_in_session s on s.id = r.session_id where r.hash = @hash;
                """)
                .With("hash", hash).With("next", sealedNext).With("nextHash", SecretTexts.Hash(next)).With("now", now)
                .With("expires", now.AddDays(options.Value.RefreshTokenDays)),
            async reader => await reader.ReadAsync()
                ? new RefreshState(
                    reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.Time(3), reader.Time(4), reader.TimeOrNull(5),
                    reader.TimeOrNull(6), reader.StringOrNull(7))
                : null,
            cancellationToken);
        var outcome = SessionRules.Decide(state, sealedNext, TimeSpan.FromSeconds(options.Value.RefreshGraceSeconds), now);
        if (outcome == RefreshOutcome.Reused)
            await EndAsync(state!.SessionId, cancellationToken);
        return (outcome, state, outcome switch
        {
            RefreshOutcome.Rotated => next,
            RefreshOutcome.Repeated => box.Open(state!.Successor!, purpose),
            _ => null,
        });
    }

    /// <summary>The session of a refresh token, whatever its state; null for an unknown one.</summary>
    public Task<Guid?> FindSessionAsync(string token, CancellationToken cancellationToken) => db.FirstAsync<Guid?>(
        new Sql("select session_id from refresh_token where hash = @hash").With("hash", SecretTexts.Hash(token)),
        reader => reader.GetGuid(0), cancellationToken);

    /// <summary>No refresh token of the session is good any more.</summary>
    public Task EndAsync(Guid sessionId, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql("update sign_in_session set ended_at = @now where id = @id and ended_at is null;")
            .With("id", sessionId).With("now", clock.GetUtcNow()),
        cancellationToken);

    /// <summary>The session works for another tenant from now on; false when it has ended.</summary>
    public async Task<bool> SwitchAsync(Guid sessionId, Guid userId, string tenantId, CancellationToken cancellationToken) =>
        await db.WriteAsync(
            new Sql("""
                update sign_in_session set tenant_id = @tenant where id = @id and user_id = @user and ended_at is null and expires_at > @now;
                """).With("id", sessionId).With("user", userId).With("tenant", tenantId).With("now", clock.GetUtcNow()),
            cancellationToken) > 0;
}
