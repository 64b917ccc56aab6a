using System.Net;
using LiveChat.AssistantRouting.Providers;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Providers;

/// <summary>The provider's routes: what is kept of a key, where it goes, and the test call.</summary>
public abstract class ProviderSettingsSuite(RoutingHost host)
{
    private const string Key = "sk-test-0123456789-wxyz";

    private readonly string _tenant = RoutingHost.NewTenant();

    [Fact]
    public async Task Put_KeyIsShownByItsEndOnly_AndKeptSealed()
    {
        var first = await host.SendAsync(HttpMethod.Get, _tenant, "provider");
        Assert.Equal("builtin", first.Json!["kind"]!.GetValue<string>());
        var put = await host.SendAsync(HttpMethod.Put, _tenant, "provider", new { kind = "openai", model = "gpt-4o-mini", apiKey = Key }, ifMatch: first.ETag);
        Assert.Equal((HttpStatusCode.OK, "wxyz"), (put.Status, put.Json!["keyLast4"]!.GetValue<string>()));
        Assert.NotNull(put.Json["keySetAt"]);
        var read = await host.SendAsync(HttpMethod.Get, _tenant, "provider");
        Assert.DoesNotContain("0123456789", put.Json.ToJsonString() + read.Json!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sealed", read.Json.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        var stored = await StoredKeyAsync();
        Assert.DoesNotContain("0123456789", stored, StringComparison.Ordinal);

        var kept = await host.SendAsync(HttpMethod.Put, _tenant, "provider", new { kind = "openai", model = "gpt-4o" }, ifMatch: read.ETag);
        Assert.Equal((HttpStatusCode.OK, "wxyz", stored), (kept.Status, kept.Json!["keyLast4"]!.GetValue<string>(), await StoredKeyAsync()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await host.SendAsync(HttpMethod.Put, _tenant, "provider", new { kind = "builtin" }, ifMatch: read.ETag)).Status);

        var gone = await host.SendAsync(HttpMethod.Put, _tenant, "provider", new { kind = "builtin" });
        Assert.Null(gone.Json!["keyLast4"]);
        Assert.Equal("", await StoredKeyAsync());
    }

    [Fact]
    public async Task Put_AnotherAddress_NeedsTheKeyOnceMore()
    {
        await host.SendAsync(HttpMethod.Put, _tenant, "provider", new { kind = "openai", model = "m", apiKey = Key });
        foreach (var body in new object[] { new { kind = "openai", baseUrl = "https://evil.example/v1", model = "m" }, new { kind = "anthropic", model = "m" } })
        {
            var refused = await host.SendAsync(HttpMethod.Put, _tenant, "provider", body);
            Assert.Equal((HttpStatusCode.BadRequest, "provider_not_configured", "apiKey"), (refused.Status, refused.Code, refused.Json!["field"]!.GetValue<string>()));
        }

        var tested = await host.SendAsync(HttpMethod.Post, _tenant, "provider/test", new { kind = "openai", baseUrl = "https://evil.example/v1", model = "m" });
        Assert.Equal("provider_no_key", tested.Code);
    }

    [Theory]
    [InlineData("{}", "kind")]
    [InlineData("{\"kind\":\"acme\"}", "kind")]
    [InlineData("{\"kind\":\"openai\",\"apiKey\":\"k\"}", "model")]
    [InlineData("{\"kind\":\"openai\",\"model\":\"m\",\"apiKey\":\"a\\r\\nX-Evil: 1\"}", "apiKey")]
    [InlineData("{\"kind\":\"openai_compatible\",\"model\":\"m\"}", "baseUrl")]
    [InlineData("{\"kind\":\"openai_compatible\",\"model\":\"m\",\"baseUrl\":\"file:///etc/passwd\"}", "baseUrl")]
    [InlineData("{\"kind\":\"openai_compatible\",\"model\":\"m\",\"baseUrl\":\"https://user:pass@llm.example\"}", "baseUrl")]
    [InlineData("{\"kind\":\"openai_compatible\",\"model\":\"m\",\"baseUrl\":\"http://169.254.169.254/v1\"}", "baseUrl")]
    [InlineData("{\"kind\":\"azure_openai\",\"model\":\"m\",\"apiKey\":\"k\"}", "baseUrl")]
    [InlineData("{\"kind\":\"builtin\",\"apiKey\":\"k\"}", "apiKey")]
    [InlineData("{\"kind\":5}", "kind")]
    public async Task Put_BadInput_NamesTheField(string body, string field)
    {
        var answer = await host.SendAsync(HttpMethod.Put, _tenant, "provider", body);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Json!["errors"]![field]);
    }

    [Fact]
    public async Task Provider_IsForAdminsOnly()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await host.SendAsync(HttpMethod.Get, _tenant, "provider", role: "agent")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.SendAsync(HttpMethod.Post, _tenant, "provider/test", role: "agent")).Status);
    }

    [Theory]
    [InlineData(200, "", "", null)]
    [InlineData(401, "invalid_api_key", "Incorrect API key provided", "provider_key_refused")]
    [InlineData(404, "model_not_found", "The model `m` does not exist", "provider_model_unknown")]
    [InlineData(404, "not_found", "No such route", "provider_address_wrong")]
    [InlineData(429, "insufficient_quota", "You exceeded your current quota", "provider_quota")]
    [InlineData(429, "rate_limit_exceeded", "Slow down", "provider_rate_limited")]
    [InlineData(500, "server_error", "Oops", "provider_error")]
    [InlineData(400, "invalid_request_error", "max_tokens is too large", "provider_refused")]
    [InlineData(302, "", "", "provider_redirect")]
    public async Task Test_SaysInOneSentenceWhatIsWrong(int status, string code, string message, string? expected)
    {
        await using var fake = await FakeProvider.StartAsync((http, _) =>
        {
            if (status == 302) http.Response.Headers.Location = "http://169.254.169.254/";
            return status == 200 ? FakeProvider.SayAsync(http, "OK") : FakeProvider.RefuseAsync(http, status, code, message);
        });
        var tested = await host.SendAsync(HttpMethod.Post, _tenant, "provider/test", new { kind = "openai", baseUrl = fake.Url, model = "m", apiKey = Key });
        Assert.Equal((HttpStatusCode.OK, expected is null, expected), (tested.Status, tested.Json!["ok"]!.GetValue<bool>(), tested.Code));
        Assert.Matches(@"^[A-Z].*\.$", tested.Json["detail"]!.GetValue<string>());
        Assert.DoesNotContain("0123456789", tested.Json.ToJsonString(), StringComparison.Ordinal);
        var asked = Assert.Single(fake.Asked);
        Assert.Equal($"Bearer {Key}", asked.Headers.Authorization);
        // Nothing is stored by a test.
        Assert.Equal("builtin", (await host.SendAsync(HttpMethod.Get, _tenant, "provider")).Json!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task Test_WithoutKey_OrWithNobodyThere_SaysSo()
    {
        Assert.Equal("provider_no_key", (await host.SendAsync(HttpMethod.Post, _tenant, "provider/test", new { kind = "openai", model = "m" })).Code);
        string url;
        await using (var fake = await FakeProvider.SayingAsync("OK")) url = fake.Url;
        Assert.Equal("provider_unreachable", (await host.SendAsync(HttpMethod.Post, _tenant, "provider/test", new { kind = "openai_compatible", baseUrl = url, model = "m" })).Code);
        await using var tls = await FakeProvider.StartAsync((http, _) => FakeProvider.SayAsync(http, "OK"), tls: true);
        Assert.Equal("provider_tls", (await host.SendAsync(HttpMethod.Post, _tenant, "provider/test", new { kind = "openai_compatible", baseUrl = tls.Url, model = "m" })).Code);
        Assert.True((await host.SendAsync(HttpMethod.Post, _tenant, "provider/test")).Json!["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Keys_AreSealedAnewUnderANewMasterKey()
    {
        await host.SendAsync(HttpMethod.Put, _tenant, "provider", new { kind = "openai", model = "m", apiKey = Key });
        var before = await StoredKeyAsync();
        var added = new byte[32];
        new Random(5).NextBytes(added);
        // The host opens what it sealed, for this tenant alone.
        var box = host.Services.GetRequiredService<SecretBox>();
        Assert.False(box.IsStale(before));
        Assert.Equal(Key, box.Open(before, ProviderSettings.KeyPurpose(_tenant)));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => box.Open(before, ProviderSettings.KeyPurpose("another")));
        var other = new SecretBox([added]);
        var sealedByOther = other.Seal(Key, ProviderSettings.KeyPurpose(_tenant));
        await SetStoredKeyAsync(sealedByOther);
        // A key whose master key is gone: the reason is known, and nothing breaks.
        await host.SendAsync(HttpMethod.Post, _tenant, "assistants", new { name = "Nudge" });
        Assert.Equal("provider_not_configured", (await host.SendAsync(HttpMethod.Post, _tenant, "provider/test")).Code);
        var both = new SecretBox([added]);
        Assert.Equal(Key, both.Open(await StoredKeyAsync(), ProviderSettings.KeyPurpose(_tenant)));
    }

    [Fact]
    public async Task Keys_AreSealedAnewAtStart_AfterTheMasterKeyChanged_WhateverElseCannotBeOpened()
    {
        await host.SendAsync(HttpMethod.Put, _tenant, "provider", new { kind = "openai", model = "m", apiKey = Key });
        var (old, young) = (System.Security.Cryptography.RandomNumberGenerator.GetBytes(32), System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        var purpose = ProviderSettings.KeyPurpose(_tenant);
        await SetStoredKeyAsync(new SecretBox([old]).Seal(Key, purpose));
        // The host's own tenants are sealed by a third key, which this start does not know: they are passed over.
        var stranger = RoutingHost.NewTenant();
        await host.SendAsync(HttpMethod.Put, stranger, "provider", new { kind = "openai", model = "m", apiKey = Key });
        var version = (await host.SendAsync(HttpMethod.Get, _tenant, "provider")).ETag;

        var store = new ProviderStore(Database, host.Services.GetRequiredService<SettingsWriter>(), new SecretBox([young, old]), TimeProvider.System);
        using var start = new ProviderKeyRotation(store, Microsoft.Extensions.Logging.Abstractions.NullLogger<ProviderKeyRotation>.Instance);
        await start.StartAsync(TestContext.Current.CancellationToken);
        await start.ExecuteTask!;

        // The old master key can be taken away now.
        Assert.Equal(Key, new SecretBox([young]).Open(await StoredKeyAsync(), purpose));
        Assert.Equal(version, (await host.SendAsync(HttpMethod.Get, _tenant, "provider")).ETag);
        var untouched = await Database.FirstAsync(new Sql("select sealed_key from provider where tenant_id = @t;").With("t", stranger), r => r.GetString(0), TestContext.Current.CancellationToken);
        Assert.Equal(Key, host.Services.GetRequiredService<SecretBox>().Open(untouched!, ProviderSettings.KeyPurpose(stranger)));
        Assert.Equal((0, true), (await store.ResealAsync(TestContext.Current.CancellationToken)) is var again ? (again.Resealed, again.Closed > 0) : default);
    }

    private ServiceDatabase Database => host.Services.GetRequiredKeyedService<ServiceDatabase>("assistantrouting");

    private async Task<string> StoredKeyAsync() =>
        await Database.FirstAsync(new Sql("select coalesce(sealed_key, '') from provider where tenant_id = @t;").With("t", _tenant), r => r.GetString(0), TestContext.Current.CancellationToken) ?? "";

    private Task SetStoredKeyAsync(string key) =>
        Database.WriteAsync(new Sql("update provider set sealed_key = @k where tenant_id = @t;").With("t", _tenant).With("k", key), TestContext.Current.CancellationToken);
}

public sealed class StandaloneProviderSettingsTests(StandaloneRoutingHost host) : ProviderSettingsSuite(host);

public sealed class DistributedProviderSettingsTests(DistributedRoutingHost host) : ProviderSettingsSuite(host);
