namespace LiveChat.ServiceDefaults;

/// <summary>
/// The process can't start for a reason that its operator can mend. The message is one sentence that says what is wrong
/// and what to do; <see cref="ServiceHost.RunServiceAsync"/> prints it without a stack trace and exits with code 1.
/// </summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
