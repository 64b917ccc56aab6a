using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LiveChat.ServiceDefaults;

/// <summary>Settings under <c>LiveChat</c> about requests to addresses that tenants chose.</summary>
public sealed class OutboundOptions
{
    public const string Section = "LiveChat";

    /// <summary>Lets provider base URLs, webhooks and doctor fetches reach private and loopback addresses, and plain http.</summary>
    public bool AllowPrivateAddresses { get; set; }
}

/// <summary>An address was refused before a single byte was sent to it.</summary>
public sealed class OutboundAddressException(string host)
    : IOException($"'{host}' leads to a private, loopback or link-local address, which this platform does not call.");

/// <summary>
/// Opens connections to addresses that tenants chose. The address is checked when the connection is opened, after the name
/// was resolved, so a name that changes its mind between a check and its use (DNS rebinding) gains nothing. No redirects,
/// no cookies, and no proxy, since a proxy would resolve the name once more.
/// </summary>
/// <param name="options">Whether private addresses are admitted.</param>
/// <param name="resolve">How a name becomes addresses; DNS when null.</param>
public sealed class OutboundGuard(IOptions<OutboundOptions> options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>Private and loopback addresses are admitted.</summary>
    public bool AllowsPrivate => options.Value.AllowPrivateAddresses;

    /// <summary>What is wrong with an address that somebody wants to save, as the end of a sentence, or null.</summary>
    public string? Refusal(string? address) => OutboundAddressRules.Refusal(address, AllowsPrivate);

    /// <summary>A handler that reaches admitted addresses only; <see cref="WasRefused"/> tells its refusal from a failure.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // A name is resolved, and so checked, anew at least this often.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = ConnectAsync,
    };

    /// <summary>Whether a failed request was refused by this guard.</summary>
    public static bool WasRefused(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is OutboundAddressException) return true;
        return false;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellationToken).ConfigureAwait(false);
        var admitted = found.Where(address => OutboundAddressRules.Admits(address, AllowsPrivate)).ToArray();
        if (found.Length > 0 && admitted.Length == 0) throw new OutboundAddressException(host);
        // IPv4 first: where IPv6 is advertised but not routed, it would cost the whole connect timeout.
        Exception last = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in admitted.OrderBy(a => a.AddressFamily == AddressFamily.InterNetworkV6))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception e)
            {
                socket.Dispose();
                if (cancellationToken.IsCancellationRequested || e is not SocketException) throw;
                last = e;
            }
        }

        throw last;
    }
}

/// <summary>Registers the guard, and clients behind it.</summary>
public static class OutboundRegistration
{
    /// <summary>A named <see cref="HttpClient"/> for addresses that tenants chose.</summary>
    public static IHttpClientBuilder AddOutboundHttpClient(this IServiceCollection services, string name) =>
        services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(provider =>
            provider.GetRequiredService<OutboundGuard>().CreateHandler());

    internal static void AddOutbound(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<OutboundOptions>().Bind(builder.Configuration.GetSection(OutboundOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton(provider => new OutboundGuard(provider.GetRequiredService<IOptions<OutboundOptions>>()));
    }
}
