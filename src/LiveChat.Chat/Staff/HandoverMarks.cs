namespace LiveChat.Chat.Staff;

/// <summary>SQL of the commands that hand a conversation over and answer in it: what <see cref="TypicalAnswerTimes"/> reads.</summary>
internal static class HandoverMarks
{
    /// <summary>
    /// Notes a hand-over where <c>@measured</c>, and forgets the tenant's from before <c>@measuredFrom</c>. Also of <c>@tenant</c>,
    /// <c>@conversation</c>, <c>@now</c>.
    /// </summary>
    /// <param name="id">Parameter of the row's id.</param>
    /// <param name="done">The command's own condition.</param>
    public static string Begin(string id, string done) =>
        $"""
        insert into handovers (id, tenant_id, conversation_id, handed_at)
          select {id}, @tenant, @conversation, @now where @measured and {done};

        delete from handovers where @measured and tenant_id = @tenant and handed_at < @measuredFrom;
        """;

    /// <summary>The first answer of people after it, at <c>@now</c>.</summary>
    /// <param name="conversation">Parameter of the conversation's id.</param>
    /// <param name="done">The command's own condition.</param>
    public static string End(string conversation, string done) =>
        $"update handovers set answered_at = @now where conversation_id = {conversation} and answered_at is null and {done};";
}
