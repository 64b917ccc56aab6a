using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Benchmarks.Feeds;

/// <summary>
/// The same feed with SignalR and its Redis backplane: a group for each tenant, JSON protocol, WebSockets without
/// negotiation. It checks no token, numbers nothing and keeps nothing. Events come from another server's hub context.
/// </summary>
internal sealed class FloorHub : Hub
{
    public const string Event = "event";

    public static void Add(IServiceCollection services, string redis) => services
        .AddSignalR()
        .AddJsonProtocol(json => json.PayloadSerializerOptions = new(JsonDefaults.Options))
        .AddStackExchangeRedis(redis);

    /// <param name="args">Address, Redis.</param>
    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(args[0]);
        Add(builder.Services, args[1]);
        var app = builder.Build();
        app.MapHub<FloorHub>("/hub");
        await app.RunAsync();
    }

    public override async Task OnConnectedAsync()
    {
        var tenant = Context.GetHttpContext()!.Request.Query["tenant"].ToString();
        await Groups.AddToGroupAsync(Context.ConnectionId, tenant);
        await Clients.Caller.SendAsync("ok");
    }
}
