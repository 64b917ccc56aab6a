using LiveChat.Chat.Tests.Platform;

namespace LiveChat.Chat.Tests.Messages;

/// <summary>When a visitor is asked for a rating.</summary>
public abstract partial class ChatSuite
{
    [Fact]
    public async Task Rating_AskedForAtTheFirstEnd_NotAgainAfterReopening()
    {
        var tenant = Host.Admit();
        var (visitor, staff) = (Host.Visitor(tenant, key: s_key), Host.Staff(tenant));
        var id = (await visitor.SayAsync("Hello!", _ct)).Text("conversationId");
        Assert.False(await AsksRatingAsync(visitor));
        await staff.PostAsync($"conversations/{id}/close", null, _ct);
        Assert.True(await AsksRatingAsync(visitor));
        // Nothing was closed anew: it is still the first end.
        await staff.PostAsync($"conversations/{id}/close", null, _ct);
        Assert.True(await AsksRatingAsync(visitor));

        await visitor.SayAsync("One more thing", _ct);
        Assert.False(await AsksRatingAsync(visitor));
        await staff.PostAsync($"conversations/{id}/close", null, _ct);
        Assert.False(await AsksRatingAsync(visitor));
        // Who was asked once may still say it.
        Assert.Equal(204, (await visitor.PostAsync("chat/s-1/rating", """{"score":4}""", _ct)).Status);
        Assert.Equal(4, (await staff.GetAsync($"conversations/{id}", _ct))["rating"].GetInt32());
    }

    [Fact]
    public async Task Rating_GivenOrAskedByAPoliteEnd_IsNotAskedForAgain()
    {
        var tenant = Host.Admit();
        var (visitor, staff) = (Host.Visitor(tenant, key: s_key), Host.Staff(tenant));
        var id = (await visitor.SayAsync("end", _ct)).Text("conversationId");
        Assert.True(await AsksRatingAsync(visitor));
        await visitor.PostAsync("chat/s-1/rating", """{"score":5}""", _ct);
        Assert.False(await AsksRatingAsync(visitor));
        await staff.PostAsync($"conversations/{id}/reopen", null, _ct);
        await staff.PostAsync($"conversations/{id}/close", null, _ct);
        Assert.False(await AsksRatingAsync(visitor));
    }

    [Fact]
    public async Task Rating_AfterSomethingSerious_IsNotAskedFor()
    {
        var tenant = Host.Admit();
        var (visitor, staff) = (Host.Visitor(tenant, key: s_key), Host.Staff(tenant));
        var id = (await visitor.SayAsync("Hello!", _ct)).Text("conversationId");
        await staff.PostAsync($"conversations/{id}/serious", new { serious = true }, _ct);
        await staff.PostAsync($"conversations/{id}/close", null, _ct);
        Assert.False(await AsksRatingAsync(visitor));
    }

    [Theory]
    [InlineData("de", "hilfe@shop.example", "Bitte schreiben Sie an hilfe@shop.example")]
    [InlineData("en", null, "use the contact details on our page")]
    public async Task UsageLimit_TellsTheVisitorWhereToWriteInstead(string locale, string? contact, string expected)
    {
        var tenant = Host.Admit(new TenantLimits(0, null, null, null, null, null, "refuse"), widget: view => view with { ContactEmail = contact });
        var refused = await Host.Visitor(tenant).SayAsync("Hello!", _ct, more: new { locale });
        Assert.Equal("usage_limit_reached", refused.Text("code"));
        Assert.Contains(expected, refused.Text("visitorMessage"), StringComparison.Ordinal);
    }

    private async Task<bool> AsksRatingAsync(Visitor visitor) =>
        (await visitor.MessagesAsync(_ct))["conversation"].GetProperty("askRating").GetBoolean();
}
