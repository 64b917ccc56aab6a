using System.Text.Encodings.Web;
using System.Text.Json;

namespace LiveChat.AppHost.Seeding;

/// <summary>What scripts and tests need of the demo (README, 'demo.json').</summary>
/// <param name="GatewayUrl">Where this start listens.</param>
/// <param name="WidgetToken">Null until the first start has got that far.</param>
/// <param name="Invitation">Held only between creating the tenant and accepting its invitation.</param>
/// <param name="Seeded">The demo was filled once; what its owner changes or deletes afterwards stays so.</param>
internal sealed record DemoValues(
    string? GatewayUrl, string TenantId, string? WidgetToken, DemoStaff Staff, string OperatorKey,
    string? Invitation = null, bool Seeded = false, IReadOnlyDictionary<string, BrokenTenant>? Broken = null);

/// <summary>A tenant of <c>/demo/break</c>: one of its links is broken on purpose.</summary>
/// <param name="ReviewKey">An API key for the review queue, where the page needs somebody to approve a reply; else null.</param>
internal sealed record BrokenTenant(string TenantId, string Token, string? ReviewKey = null);

internal sealed record DemoStaff(string Email, string Password);

/// <summary><c>demo.json</c> in the data folder, mode 0600. Secrets are written before they are used, so a start that was
/// killed in the middle is completed by the next one.</summary>
internal sealed class DemoFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string path;

    private DemoFile(string path, DemoValues values)
    {
        this.path = path;
        Values = values;
    }

    public DemoValues Values { get; private set; }

    public string Path => path;

    /// <exception cref="AppHostException">The file is there but can't be understood.</exception>
    public static DemoFile Open(string folder)
    {
        var path = System.IO.Path.Combine(folder, "demo.json");
        try
        {
            if (File.Exists(path) && JsonSerializer.Deserialize<DemoValues>(File.ReadAllText(path), Json) is { Staff: not null } values)
                return new DemoFile(path, values);
        }
        catch (JsonException e)
        {
            throw new AppHostException($"'{path}' is not readable as JSON: mend it, or delete the folder '{folder}' to start over.", e);
        }
        var made = new DemoFile(path, new DemoValues(
            null, DemoSeed.FirstTenantId, null, new DemoStaff("owner@loomandlarch.example", Servers.Secret.New()[..24]), Servers.Secret.New()));
        made.Save(made.Values);
        return made;
    }

    public void Save(DemoValues values)
    {
        Values = values;
        PrivateFile.Write(path, JsonSerializer.Serialize(values, Json));
    }
}
