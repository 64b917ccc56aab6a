using System.Collections.Concurrent;
using System.Globalization;
using LiveChat.Chat;
using LiveChat.Chat.Messages;
using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using StackExchange.Redis;

namespace LiveChat.Benchmarks.Accept;

/// <summary>
/// What an accept can't do without, and nothing else: one Kestrel endpoint that verifies the same widget token (once, as
/// the platform does), runs one Redis script and writes to Postgres with the commit on. <c>accept</c> is the accept's
/// own command on a conversation that a person has; <c>insert</c> is a single INSERT.
/// </summary>
internal static class FloorService
{
    private const string Script = "local n = redis.call('incr', KEYS[1]); if n == 1 then redis.call('expire', KEYS[1], 60) end; return n";

    /// <param name="args">Address, Postgres, Redis, gateway of the platform whose keys sign the token.</param>
    public static async Task RunAsync(string[] args)
    {
        var database = new PostgresDatabase(args[1]);
        Migrations.Apply(database, typeof(ChatModule).Assembly);
        await database.WriteAsync(new Sql("create table if not exists floor (id uuid primary key, text text not null);"), CancellationToken.None);
        var outbox = new Outbox("chat", TimeProvider.System);
        var store = new AcceptStore(new ChatDatabase(database, outbox));
        var redis = (await ConnectionMultiplexer.ConnectAsync(args[2])).GetDatabase();
        using var http = new HttpClient();
        var keys = new JsonWebKeySet(await http.GetStringAsync(new Uri(new Uri(args[3]), "/.well-known/jwks.json"))).GetSigningKeys();
        var handler = new JsonWebTokenHandler();
        var verified = new ConcurrentDictionary<string, string>();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(args[0]);
        // As in every service: the floor's plans, too, are made anew when its tables hold some rows.
        builder.Services.AddHostedService(services => new FirstStatistics(
            "floor", database, TimeProvider.System, services.GetRequiredService<ILogger<FirstStatistics>>()));
        var app = builder.Build();
        app.MapPost("/{what}", async (string what, HttpContext context) =>
        {
            var token = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
            if (!verified.TryGetValue(token, out var tenant))
            {
                var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
                {
                    IssuerSigningKeys = keys,
                    ValidateAudience = false,
                    ValidateIssuer = false,
                });
                if (!result.IsValid) return Results.Unauthorized();
                verified[token] = tenant = (string)result.Claims["tid"];
            }

            var body = await context.Request.ReadFromJsonAsync<PostMessageBody>(JsonDefaults.Options);
            await redis.ScriptEvaluateAsync(Script, [$"{{{tenant}}}:floor:{DateTime.UtcNow.Minute.ToString(CultureInfo.InvariantCulture)}"]);
            if (what == "insert")
            {
                await database.WriteAsync(new Sql("insert into floor (id, text) values (@id, @text);")
                    .With("id", Guid.CreateVersion7()).With("text", body!.Message), CancellationToken.None);
                return Results.Json(new { success = true });
            }

            var post = MessageRules.Check(body, null, 4000);
            var now = DateTimeOffset.UtcNow;
            var accepted = await store.AcceptAsync(new AcceptCommand(tenant, post, SessionKeys.Hash(tenant, post.SessionId, context.Request.Headers["X-Session-Key"]!),
                Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), null, "people", true, null, null,
                context.TraceIdentifier, now, now.AddHours(-24)), CancellationToken.None);
            return Results.Json(new { success = true, accepted!.Message!.Seq }, JsonDefaults.Options);
        });
        await app.RunAsync();
    }
}
