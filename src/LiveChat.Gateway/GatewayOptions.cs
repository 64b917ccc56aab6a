using System.ComponentModel.DataAnnotations;
using System.Net;

namespace LiveChat.Gateway;

/// <summary>Settings under <c>LiveChat:Gateway</c>, but for <see cref="TrustedProxies"/> and <see cref="Demo"/> (<c>LiveChat</c>).</summary>
internal sealed class GatewayOptions
{
    public const string Section = "LiveChat:Gateway";

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>), separated by commas, of the proxies in front of the gateway. Only their
    /// <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> count; everybody else's are removed.</summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>The demo's settings are served at <c>/demo/config.json</c>.</summary>
    public bool Demo { get; set; }

    /// <summary>API requests a second that one address (IPv6: one /64) may make for long; private addresses are exempt.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecondPerAddress { get; set; } = 50;

    /// <summary>API requests that one address may make at once.</summary>
    [Range(1, 1_000_000)]
    public int BurstPerAddress { get; set; } = 400;

    /// <summary>The parsed <see cref="TrustedProxies"/>; null when an entry is neither an address nor a network.</summary>
    public IReadOnlyList<IPNetwork>? Networks()
    {
        var networks = new List<IPNetwork>();
        foreach (var text in TrustedProxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(text, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(text, out var network))
                networks.Add(network);
            else
                return null;
        }
        return networks;
    }
}
