namespace LiveChat.ServiceDefaults.PersonalData;

/// <summary>What is recognised, by the names that the settings use.</summary>
public static class PersonalDataKinds
{
    public const string PaymentCards = "paymentCards";
    public const string Ibans = "ibans";
    public const string Emails = "emails";
    public const string Phones = "phones";
    public const string NationalIds = "nationalIds";
    public const string Secrets = "secrets";

    /// <summary>Where two readings overlap, the earlier kind here wins.</summary>
    public static readonly IReadOnlyList<string> All = [Secrets, PaymentCards, Ibans, NationalIds, Emails, Phones];

    /// <summary>What stands in the place of a masked part. None of them is found again, so masking twice is masking once.</summary>
    internal static string Label(string kind) => kind switch
    {
        PaymentCards => "[payment card]",
        Ibans => "[IBAN]",
        Emails => "[e-mail]",
        Phones => "[phone]",
        NationalIds => "[national id]",
        _ => "[secret]",
    };
}

/// <summary>A part of a text, in UTF-16 units of the original.</summary>
public readonly record struct PersonalDataFinding(string Kind, int Start, int Length);
