using System.Globalization;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Conversations;

/// <summary>Reads the filters of a conversation list; 400 with all errors at once.</summary>
internal static class FilterRules
{
    public static ConversationFilter Read(HttpContext http)
    {
        var errors = new Dictionary<string, string>();
        var query = http.Request.Query;
        string? OneOf(string name, params string[] allowed)
        {
            var value = query[name].ToString();
            if (value.Length == 0) return null;
            if (!allowed.Contains(value)) errors[name] = $"must be one of: {string.Join(", ", allowed)}.";
            return value;
        }

        DateTimeOffset? Time(string name)
        {
            var value = query[name].ToString();
            if (value.Length == 0) return null;
            if (DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
                return time;
            errors[name] = "must be a time such as 2026-11-22T10:00:00Z.";
            return null;
        }

        var q = query["q"].ToString().Trim();
        if (q.Length > 200 || q.Contains('\0')) errors["q"] = "must be at most 200 characters without NUL.";
        var tag = query["tag"].ToString().Trim();
        if (tag.Length > 40 || tag.Contains('\0')) errors["tag"] = "must be at most 40 characters without NUL.";
        Guid? assignee = null;
        var assigneeText = query["assigneeId"].ToString();
        if (assigneeText == "me") assignee = http.User.TryGetUserId();
        else if (assigneeText.Length > 0)
        {
            if (Guid.TryParse(assigneeText, out var id)) assignee = id;
            else errors["assigneeId"] = "must be 'me' or a user's id.";
        }

        var filter = new ConversationFilter(OneOf("status", "open", "closed"), OneOf("handledBy", "assistant", "people"),
            q.Length == 0 ? null : q, Time("from"), Time("to"), assignee, tag.Length == 0 ? null : tag, null);
        return errors.Count == 0 ? filter : throw Problems.Invalid(errors);
    }
}
