using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>Whom a one-time code signs in.</summary>
internal sealed record SignInCode(string TenantId, Guid UserId);

/// <summary>One-time sign-in codes: ten minutes, one use.</summary>
internal sealed class SignInCodeStore([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public async Task<(string Code, DateTimeOffset ExpiresAt)> MakeAsync(string tenantId, Guid userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var code = SecretTexts.New();
        await db.WriteAsync(
            new Sql("""
                delete from sign_in_code where expires_at < @now;
                insert into sign_in_code (hash, tenant_id, user_id, expires_at) values (@hash, @tenant, @user, @expires);
                """)
                .With("hash", SecretTexts.Hash(code)).With("tenant", tenantId).With("user", userId)
                .With("expires", now + Life).With("now", now),
            cancellationToken);
        return (code, now + Life);
    }

    /// <summary>Uses a code up; null when it is unknown, too old or was used. Of two at once only one gets in.</summary>
    public Task<SignInCode?> UseAsync(string code, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql("""
            update sign_in_code set used_at = @now where hash = @hash and used_at is null and expires_at > @now
            returning tenant_id, user_id;
            """).With("hash", SecretTexts.Hash(code)).With("now", clock.GetUtcNow()),
        async reader => await reader.ReadAsync() ? new SignInCode(reader.GetString(0), reader.GetGuid(1)) : null,
        cancellationToken);
}
