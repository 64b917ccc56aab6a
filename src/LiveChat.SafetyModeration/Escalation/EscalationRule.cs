using LiveChat.Contracts;
using LiveChat.SafetyModeration.Screening;
using LiveChat.SafetyModeration.Settings;

namespace LiveChat.SafetyModeration.Escalation;

/// <summary>One of a tenant's escalation rules, as it is stored and shown; checked by <see cref="EscalationChecks"/>.</summary>
/// <param name="Id">Stays with the rule: a rule's deeds are done once for each message by it.</param>
/// <param name="Name">1 to 80 characters, in the trail and in what is told.</param>
/// <param name="Match"><c>any</c> or <c>all</c> of the conditions.</param>
internal sealed record EscalationRule(
    Guid Id, string Name, bool Active, string Match, EscalationConditions When, EscalationActions Then)
{
    public const string Any = "any";
    public const string All = "all";

    public static readonly IReadOnlyList<string> Matches = [Any, All];
}

/// <summary>When a rule applies; a condition that is null is none, and one at least is set.</summary>
/// <param name="Warnings">So many of the visitor's messages in this conversation were stopped by a phrase list, 1 to 100.</param>
/// <param name="Unanswered">The assistant did not know so many times in a row, 1 to 20.</param>
internal sealed record EscalationConditions(
    VerdictCondition? Verdict, int? Warnings, KeywordCondition? Keywords, int? Unanswered);

/// <summary>A verdict on the visitor's message or on a reply.</summary>
/// <param name="On"><c>visitor</c>, <c>reply</c> or <c>both</c>.</param>
/// <param name="Lists">Lists or reply checks that hit; empty for any.</param>
/// <param name="Actions">What followed; <c>noted</c> for a hit that alone decided nothing; empty for anything that was not let through.</param>
internal sealed record VerdictCondition(string On, IReadOnlyList<string> Lists, IReadOnlyList<string> Actions)
{
    public const string Noted = "noted";

    public static readonly IReadOnlyList<string> AllActions =
        [Noted, ScreeningActions.Fallback, ScreeningActions.Handover, ScreeningActions.Hold, ScreeningActions.End];

    public static readonly IReadOnlyList<string> AllLists =
    [
        .. ListNames.All, ReplyCheckRules.PersonalData, ReplyCheckRules.PromptLeakage, ReplyCheckRules.ForeignLinks, ReplyCheckRules.Ungrounded,
        ReplyCheckRules.ProviderModeration,
    ];
}

/// <summary>Words of the visitor's message, found however they are written, as the lists find theirs.</summary>
/// <param name="AskingForPerson">The platform's own words for the wish for a person, in many languages.</param>
internal sealed record KeywordCondition(bool AskingForPerson, IReadOnlyList<string> Phrases);

/// <summary>What a rule does; one thing at least.</summary>
/// <param name="Tags">Put on the conversation, at most 10.</param>
/// <param name="Serious">The conversation goes into serious mode, until staff end it.</param>
internal sealed record EscalationActions(HandOverAction? HandOver, NotifyAction? Notify, IReadOnlyList<string> Tags, bool Serious);

/// <param name="To"><c>people</c> (as the tenant gives conversations to people), <c>group</c> or <c>user</c>.</param>
/// <param name="Name">Of the group or the user, for the trail.</param>
/// <param name="UserIds">The group's members, or the one user: given to whoever of them is online and has the least to do, else to everybody.</param>
internal sealed record HandOverAction(string To, string? Name, IReadOnlyList<Guid> UserIds)
{
    public const string People = "people";
    public const string Group = "group";
    public const string User = "user";

    public static readonly IReadOnlyList<string> Targets = [People, Group, User];
}

/// <param name="Dashboard">The feed's <c>escalation</c> event.</param>
/// <param name="Webhook">The webhook event <c>conversation.escalated</c>.</param>
/// <param name="Emails">Addresses that get a mail, once for a rule and conversation; at most 10.</param>
internal sealed record NotifyAction(bool Dashboard, bool Webhook, IReadOnlyList<string> Emails);
