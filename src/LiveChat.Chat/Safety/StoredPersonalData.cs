using LiveChat.Chat.Messages;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.Chat.Safety;

/// <summary>
/// What a visitor sends, masked as the tenant wants it stored; applied before anything is derived from it or written. The fields
/// for an address, a phone number and the tenant's own id of the visitor stay: they are asked for, to be used. Pure.
/// </summary>
internal static class StoredPersonalData
{
    /// <param name="kinds">Of <see cref="PersonalDataKinds"/>; empty leaves all as it is.</param>
    public static VisitorPost Mask(VisitorPost post, IReadOnlyCollection<string> kinds) => kinds.Count == 0 ? post : post with
    {
        Text = PersonalDataScan.Mask(post.Text, kinds),
        Page = Mask(post.Page, kinds),
        Visitor = Mask(post.Visitor, kinds),
    };

    public static VisitorFields Mask(VisitorFields visitor, IReadOnlyCollection<string> kinds) => kinds.Count == 0 ? visitor : visitor with
    {
        Name = visitor.Name is null ? null : PersonalDataScan.Mask(visitor.Name, kinds),
        Attributes = PersonalDataFields.MaskValues(visitor.Attributes, kinds),
    };

    private static PageView? Mask(PageView? page, IReadOnlyCollection<string> kinds) => page is null ? null : new PageView(
        PersonalDataFields.MaskUrl(page.Url, kinds), page.Title is null ? null : PersonalDataScan.Mask(page.Title, kinds),
        PersonalDataFields.MaskUrl(page.Referrer, kinds));
}
