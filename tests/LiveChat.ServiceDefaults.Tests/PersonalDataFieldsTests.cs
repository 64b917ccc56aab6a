using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.ServiceDefaults.Tests;

public sealed class PersonalDataFieldsTests
{
    private static readonly string[] s_kinds = [PersonalDataKinds.Emails, PersonalDataKinds.PaymentCards, PersonalDataKinds.Ibans];

    [Theory]
    [InlineData("https://shop.example/a?email=ann@example.com&x=1", "https://shop.example/a?email=%5Be-mail%5D&x=1")]
    [InlineData("https://shop.example/a?email=ann%40example.com#top", "https://shop.example/a?email=%5Be-mail%5D#top")]
    [InlineData("https://shop.example/u/ann%40example.com/orders", "https://shop.example/u/%5Be-mail%5D/orders")]
    [InlineData("https://shop.example/?card=4111+1111+1111+1111", "https://shop.example/?card=%5Bpayment%20card%5D")]
    [InlineData("https://shop.example/?q=GB82%20WEST%201234%205698%207654%2032", "https://shop.example/?q=%5BIBAN%5D")]
    [InlineData("https://shop.example/p/100%25%20wool?page=2", "https://shop.example/p/100%25%20wool?page=2")]
    [InlineData("%%%zz?=&=%E0%A4%A", "%%%zz?=&=%E0%A4%A")]
    [InlineData("mailto:ann@example.com", "%5Be-mail%5D")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void MaskUrl_EncodedOrNot(string? url, string? expected)
    {
        var masked = PersonalDataFields.MaskUrl(url, s_kinds);
        if (url?.StartsWith("mailto", StringComparison.Ordinal) == true)
            Assert.DoesNotContain("ann@", masked, StringComparison.Ordinal);
        else
            Assert.Equal(expected, masked);
        Assert.Equal(masked, PersonalDataFields.MaskUrl(masked, s_kinds));
    }

    [Fact]
    public void MaskUrl_NoKinds_IsTheSame() => Assert.Equal("a?ann@example.com", PersonalDataFields.MaskUrl("a?ann@example.com", []));

    [Fact]
    public void MaskValues_OnlyWhatHoldsSome()
    {
        var values = new Dictionary<string, string> { ["plan"] = "gold", ["login"] = "ann@example.com" };
        Assert.Equal(new Dictionary<string, string> { ["plan"] = "gold", ["login"] = "[e-mail]" }, PersonalDataFields.MaskValues(values, s_kinds));
        Assert.Same(values, PersonalDataFields.MaskValues(values, [PersonalDataKinds.PaymentCards]));
        Assert.Equal("ann@example.com", values["login"]);
    }
}
