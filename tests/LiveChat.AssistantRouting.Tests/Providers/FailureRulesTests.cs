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
    [InlineData(429, "{\"error\":{\"code\":\"rate_limit_exceeded\",\"type\":\"requests\",\"message\":\"Rate limit reached. Add a payment method at /account/billing to raise it.\"}}", true, "provider_rate_limited", "rate_limit_exceeded")]
    [InlineData(429, "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Your plan's limit: see billing.\"}}", true, "provider_rate_limited", "rate_limit_error")]
    [InlineData(429, "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"Check your plan and billing details.\"}}", true, "provider_quota", "insufficient_quota")]
    [InlineData(529, "{\"error\":{\"type\":\"overloaded_error\"}}", true, "provider_error", "overloaded_error")]
    [InlineData(503, "{\"error\":{\"code\":\"has spaces <b>\"}}", true, "provider_error", null)]
    public void Response_HasItsCause(int status, string body, bool keyed, string cause, string? code)
    {
        var failure = FailureRules.OfResponse((HttpStatusCode)status, null, body, keyed ? "sk-test-0123456789-wxyz" : null);
        Assert.Equal((cause, code), (failure.Cause, failure.Code));
    }

    [Theory]
    [InlineData("Retry-After", "7", 7.0)]
    [InlineData("Retry-After", "0", 0.0)]
    [InlineData("Retry-After", "Mon, 02 Nov 2026 12:00:30 GMT", 30.0)]
    [InlineData("Retry-After", "Mon, 02 Nov 2026 11:00:00 GMT", 0.0)]
    [InlineData("Retry-After", "soon", null)]
    [InlineData("Retry-After", "-5", null)]
    [InlineData("Retry-After", "", null)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("retry-after-ms", "0", 0.0)]
    [InlineData("retry-after-ms", "-1", null)]
    [InlineData("retry-after-ms", "NaN", null)]
    [InlineData("retry-after-ms", "1e99", null)]
    [InlineData("retry-after-ms", "1,500", null)]
    [InlineData("X-Other", "7", null)]
    public void RetryAfter_IsSecondsOrADateOrMilliseconds_OrNothing(string header, string value, double? seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(seconds, FailureRules.RetryAfter(response, new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero))?.TotalSeconds);
    }

    [Theory]
    [InlineData("1500", 1.5)]
    [InlineData("nonsense", 60.0)]
    public void RetryAfter_InMilliseconds_WinsWhereItCanBeRead(string milliseconds, double seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("retry-after-ms", milliseconds);
        response.Headers.TryAddWithoutValidation("Retry-After", "60");
        Assert.Equal(seconds, FailureRules.RetryAfter(response, DateTimeOffset.UnixEpoch)?.TotalSeconds);
    }

    [Fact]
    public void Retry_OnlyWhatMayPass()
    {
        var patience = TimeSpan.FromSeconds(5);
        Assert.True(ProviderPipelines.MayRetry(FailureRules.OfResponse(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1), "", null), patience));
        Assert.False(ProviderPipelines.MayRetry(FailureRules.OfResponse(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(60), "", null), patience));
        Assert.False(ProviderPipelines.MayRetry(FailureRules.OfResponse(HttpStatusCode.BadRequest, null, "", null), patience));
        Assert.False(ProviderPipelines.MayRetry(FailureRules.OfResponse(HttpStatusCode.Unauthorized, null, "", null), patience));
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
