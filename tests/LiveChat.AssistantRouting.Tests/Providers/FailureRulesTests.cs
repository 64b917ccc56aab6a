using System.Net;
using LiveChat.AssistantRouting.Providers;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;
using Polly.Timeout;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Providers;

public sealed class FailureRulesTests
{
    [Theory]
    [InlineData(401, "{\"error\":{\"code\":\"invalid_api_key\"}}", true, "provider_key_refused", "invalid_api_key")]
    [InlineData(401, "", false, "provider_no_key", null)]
    [InlineData(404, "{\"error\":{\"message\":\"model 'x' not found, try pulling it first\",\"type\":\"api_error\"}}", true, "provider_model_unknown", "api_error")]
    [InlineData(404, "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"model: claude-9\"}}", true, "provider_model_unknown", "not_found_error")]
    [InlineData(404, "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment does not exist.\"}}", true, "provider_model_unknown", "DeploymentNotFound")]
    [InlineData(404, "<html>", true, "provider_address_wrong", null)]
    [InlineData(400, "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your credit balance is too low\"}}", true, "provider_quota", "invalid_request_error")]
    [InlineData(400, "{\"error\":\"model not found\"}", true, "provider_model_unknown", null)]
    [InlineData(400, "[1]", true, "provider_refused", null)]
    [InlineData(400, "{\"error\":{\"code\":\"\\ud800\",\"type\":\"invalid_request_error\",\"message\":\"\\udc00\"}}", true, "provider_refused", "invalid_request_error")]
    [InlineData(400, "{\"\\ud800\":1,\"error\":\"\\ud800\"}", true, "provider_refused", null)]
    [InlineData(402, "", true, "provider_quota", null)]
    [InlineData(429, "{\"error\":{\"type\":\"rate_limit_error\"}}", true, "provider_rate_limited", "rate_limit_error")]
    [InlineData(529, "{\"error\":{\"type\":\"overloaded_error\"}}", true, "provider_error", "overloaded_error")]
    [InlineData(503, "{\"error\":{\"code\":\"has spaces <b>\"}}", true, "provider_error", null)]
    public void Response_HasItsCause(int status, string body, bool keyed, string cause, string? code)
    {
        var failure = FailureRules.OfResponse((HttpStatusCode)status, null, body, keyed);
        Assert.Equal((cause, code), (failure.Cause, failure.Code));
    }

    [Fact]
    public void Retry_OnlyWhatMayPass()
    {
        var patience = TimeSpan.FromSeconds(5);
        Assert.True(ProviderPipelines.MayRetry(FailureRules.OfResponse(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1), "", true), patience));
        Assert.False(ProviderPipelines.MayRetry(FailureRules.OfResponse(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(60), "", true), patience));
        Assert.False(ProviderPipelines.MayRetry(FailureRules.OfResponse(HttpStatusCode.BadRequest, null, "", true), patience));
        Assert.False(ProviderPipelines.MayRetry(FailureRules.OfResponse(HttpStatusCode.Unauthorized, null, "", true), patience));
        Assert.True(ProviderPipelines.MayRetry(new TimeoutRejectedException(), patience));
        Assert.False(ProviderPipelines.MayRetry(new InvalidOperationException(), patience));
    }

    [Fact]
    public async Task PrivateAddress_IsRefusedWhenTheConnectionOpens_WhateverTheName()
    {
        await using var fake = await FakeProvider.SayingAsync("secret of the intranet");
        var port = new Uri(fake.Url).Port;
        // The name passes every check before; where it leads is seen only when the connection opens.
        var guard = new OutboundGuard(Options.Create(new OutboundOptions()), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        using var clients = new ChatClients(guard, TimeProvider.System);
        using var client = clients.Create("openai_compatible", $"http://llm.shop.example:{port}/v1", "m", null);
        var failure = await ProviderCalls.TestAsync(client, "openai_compatible", "m", TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.Equal("provider_address_refused", failure?.Cause);
        Assert.Empty(fake.Asked);
    }

    [Fact]
    public void EveryCause_HasItsSentence()
    {
        foreach (var cause in typeof(ProviderCauses).GetFields().Select(f => (string)f.GetRawConstantValue()!))
            Assert.Matches(@"^[A-Z].*\.$", ProviderCauses.Sentence(cause));
    }
}
