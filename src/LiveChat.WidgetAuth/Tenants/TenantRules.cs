using System.Text.RegularExpressions;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.WidgetAuth.Tenants;

/// <summary>What a tenant may be called, and which limits make sense.</summary>
internal static partial class TenantRules
{
    /// <summary>Whether it has the form of a tenant id.</summary>
    public static bool IsId(string? id) => id is not null && IdForm().IsMatch(id);

    /// <summary>Checks the operator's input for a new tenant.</summary>
    public static (string Id, string Name, string OwnerEmail) New(string? id, string? name, string? ownerEmail)
    {
        var input = new InputRules();
        if (!IsId(id))
            input.Error("id", "must have 2 to 63 of a-z, 0-9 and '-', not starting with '-'");
        var checkedName = input.Text(name, "name", 1, 120);
        var email = input.Email(ownerEmail, "ownerEmail");
        input.ThrowIfAny();
        return (id!, checkedName, email);
    }

    /// <summary>Checks a status that an operator may set.</summary>
    public static void CheckStatus(InputRules input, string status)
    {
        if (status is not (TenantStatus.Active or TenantStatus.Suspended))
            input.Error("status", "must be 'active' or 'suspended'; DELETE erases");
    }

    /// <summary>Limits: null is unlimited, 0 closes, nothing is negative.</summary>
    public static void CheckLimits(InputRules input, TenantLimits limits)
    {
        Check(limits.ConversationsPerMonth, nameof(limits.ConversationsPerMonth));
        Check(limits.AiRepliesPerMonth, nameof(limits.AiRepliesPerMonth));
        Check(limits.MessagesPerMinutePerSession, nameof(limits.MessagesPerMinutePerSession));
        Check(limits.MessagesPerMinutePerAddress, nameof(limits.MessagesPerMinutePerAddress));
        Check(limits.RequestsPerMinute, nameof(limits.RequestsPerMinute));
        Check(limits.NewConversationsPerHourPerAddress, nameof(limits.NewConversationsPerHourPerAddress));
        if (limits.AtLimit is not ("refuse" or "fallback" or "people"))
            input.Error("atLimit", "must be 'refuse', 'fallback' or 'people'");

        void Check(long? value, string name)
        {
            if (value is < 0 or > 1_000_000_000)
                input.Error(char.ToLowerInvariant(name[0]) + name[1..], "must be null (unlimited) or a number from 0 to 1000000000");
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();
}
