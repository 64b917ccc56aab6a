namespace LiveChat.ServiceDefaults;
internal static class Empty;
