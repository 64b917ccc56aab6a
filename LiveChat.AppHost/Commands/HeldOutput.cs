namespace LiveChat.AppHost.Commands;

/// <summary>The lines of the one process, held back until it is known whether it started.</summary>
/// <param name="hold">False writes every line at once.</param>
internal sealed class HeldOutput(bool hold)
{
    private readonly Lock gate = new();
    private List<string>? held = hold ? [] : null;

    public void Write(string text)
    {
        lock (gate)
        {
            if (held is null)
                Console.WriteLine(text);
            else
                held.Add(text);
        }
    }

    /// <summary>Writes what was held, and from now on every line at once.</summary>
    /// <param name="besides">Lines that are told elsewhere.</param>
    public void Release(string besides = "")
    {
        lock (gate)
        {
            var told = besides.Split('\n');
            foreach (var text in (held ?? []).Where(text => !told.Contains(text)))
                Console.WriteLine(text);
            held = null;
        }
    }
}
