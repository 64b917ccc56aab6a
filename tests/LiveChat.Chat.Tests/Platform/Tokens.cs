using LiveChat.RealtimeFanout.Tests.Platform;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Tests.Platform;

/// <summary>The tokens of visitors and of staff.</summary>
internal static class Tokens
{
    public static object Jwks => StaffTokens.Jwks;

    public static string Widget(string tenantId) => StaffTokens.Mint(tenantId, Guid.NewGuid(), kind: TokenKind.Widget);

    public static string Staff(string tenantId, Guid userId, string role, string name) => StaffTokens.Mint(tenantId, userId, role, name);
}
