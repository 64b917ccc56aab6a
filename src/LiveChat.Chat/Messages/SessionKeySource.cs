using System.Security.Cryptography;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Messages;

/// <summary>Reads, or makes once, the secret behind server-made session keys; all replicas share it through the database.</summary>
internal sealed class SessionKeySource(ChatDatabase chat) : IHostedService
{
    private SessionKeys? _keys;

    /// <summary>Available from start-up on.</summary>
    public SessionKeys Keys => _keys ?? throw new InvalidOperationException("Chat has not started yet.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var sql = new Sql(
            """
            insert into chat_secrets (name, value) values ('session_keys', @value) on conflict (name) do nothing;
            select value from chat_secrets where name = 'session_keys';
            """).With("value", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var secret = await chat.Database.WriteAsync(sql, static async reader =>
        {
            await reader.ReadAsync().ConfigureAwait(false);
            return reader.GetString(0);
        }, cancellationToken).ConfigureAwait(false);
        _keys = new SessionKeys(Convert.FromBase64String(secret));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
