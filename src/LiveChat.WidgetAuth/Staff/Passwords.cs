using Microsoft.AspNetCore.Identity;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>
/// Hashes and checks passwords (ASP.NET Core Identity's PBKDF2). An unknown account costs the same work as a known one, and
/// no more hashes run at once than there are cores: a flood of sign-ins must not starve everything else.
/// </summary>
internal sealed class Passwords(AccountStore accounts) : IDisposable
{
    public const int MinLength = 10;
    private const int MaxLength = 128;

    private readonly PasswordHasher<Account> _hasher = new();
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private static readonly Account Nobody = new(Guid.Empty, "", "", null);
    private readonly Lazy<string> _nobodysHash = new(() => new PasswordHasher<Account>().HashPassword(Nobody, Guid.NewGuid().ToString()));

    /// <summary>Whether it is this account's password. Null accounts are checked too, and never match.</summary>
    public async Task<bool> IsRightAsync(Account? account, string password, CancellationToken cancellationToken)
    {
        var hash = account?.PasswordHash;
        var result = await OnCoreAsync(
            () => _hasher.VerifyHashedPassword(account ?? Nobody, hash ?? _nobodysHash.Value, password), cancellationToken);
        if (hash is null || result == PasswordVerificationResult.Failed)
            return false;
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
            await accounts.RehashAsync(account!.Id, hash, await HashAsync(password, cancellationToken), cancellationToken);
        return true;
    }

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        OnCoreAsync(() => _hasher.HashPassword(Nobody, password), cancellationToken);

    /// <summary>Checks a new password: long enough, and neither the address nor one character over and over.</summary>
    public static void Check(InputRules input, string? password, string field, string email)
    {
        var length = InputRules.CodePoints(password ?? "");
        if (length is < MinLength or > MaxLength)
            input.Error(field, $"must have {MinLength} to {MaxLength} characters");
        else if (password!.Contains('\0') || password.Distinct().Count() < 4 || string.Equals(password, email, StringComparison.OrdinalIgnoreCase))
            input.Error(field, "is too easy to guess");
    }

    public void Dispose() => _cores.Dispose();

    private async Task<T> OnCoreAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _cores.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        finally
        {
            _cores.Release();
        }
    }
}
