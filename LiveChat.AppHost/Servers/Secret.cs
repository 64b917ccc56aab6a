using System.Security.Cryptography;

namespace LiveChat.AppHost.Servers;

/// <summary>Random passwords and keys: 32 bytes as 64 hexadecimal digits, safe in every connection string.</summary>
internal static class Secret
{
    public static string New() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
