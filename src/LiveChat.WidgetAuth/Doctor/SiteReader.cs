using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.Doctor;

/// <summary>A customer's page as the doctor read it.</summary>
/// <param name="Address">Where the redirects ended.</param>
/// <param name="Code">Why it could not be read, or null.</param>
/// <param name="Detail">The reason for the owner; nothing of the page's content.</param>
/// <param name="Policies">Content-Security-Policy headers, then those of <c>meta</c> elements.</param>
internal sealed record SitePage(Uri Address, string? Code, string Detail, string Html, IReadOnlyList<string> Policies)
{
    public string Origin => Address.GetLeftPart(UriPartial.Authority);
}

/// <summary>Fetches a page that a tenant named, through the guard against private addresses: few redirects, little of it, not long.</summary>
internal sealed class SiteReader(IHttpClientFactory clients, OutboundGuard guard)
{
    public const string ClientName = "doctor";
    private const int Redirects = 4;
    private const int Bytes = 768 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with the address of a page, as the end of a sentence, or null. A page may be served by plain http.</summary>
    public string? Refusal(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == "http" && !guard.AllowsPrivate
            ? guard.Refusal($"https{address!.Trim()[4..]}")
            : guard.Refusal(address);

    public async Task<SitePage> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            for (var hop = 0; hop <= Redirects; hop++)
            {
                if (Refusal(address.AbsoluteUri) is { } refusal)
                    return Unread(address, "site_refused", $"The page's address {refusal}.");
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
                request.Headers.UserAgent.ParseAdd("LiveChat-Doctor/1.0");
                using var response = await clients.CreateClient(ClientName)
                    .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } next)
                {
                    address = new Uri(address, next);
                    continue;
                }
                if (!response.IsSuccessStatusCode)
                    return Unread(address, "site_http_error", $"The page answered with status {(int)response.StatusCode}.");
                var html = await TextAsync(response, patience.Token);
                List<string> policies = response.Headers.TryGetValues("Content-Security-Policy", out var sent)
                    ? [.. sent.SelectMany(header => header.Split(','))] : [];
                return new(address, null, $"The page was read ({html.Length} characters).", html, [.. policies, .. ContentPolicyRules.InMeta(html)]);
            }
            return Unread(address, "site_redirects", $"The page redirects more than {Redirects} times.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unread(address, "site_timeout", $"The page did not answer within {Patience.TotalSeconds:0} seconds.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return OutboundGuard.WasRefused(exception)
                ? Unread(address, "site_refused", "The page's address leads to a private, loopback or link-local address, which this platform does not call.")
                : Unread(address, "site_unreachable", $"The page could not be reached ({(exception as HttpRequestException)?.HttpRequestError.ToString() ?? "connection lost"}).");
        }
    }

    private static SitePage Unread(Uri address, string code, string detail) => new(address, code, detail, "", []);

    /// <summary>At most <see cref="Bytes"/> of the body; a snippet stands in the head or near the end of an ordinary page.</summary>
    private static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[Bytes];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
