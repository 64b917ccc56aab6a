using LiveChat.AppHost.Processes;

namespace LiveChat.AppHost.Servers;

/// <summary>How one of the machine's own programs is run as a private instance; made by the recipes beside this file.</summary>
/// <param name="Folder">Its own folder, holding all its data; removed in the end.</param>
/// <param name="Main">The server itself, in the foreground.</param>
/// <param name="Answers">True once it answers.</param>
/// <param name="Companion">A process that must run before and longer than it (RabbitMQ's port mapper).</param>
internal sealed record ProgramRecipe(
    string Name, string ConnectionString, int Port, string Folder, ChildStart Main,
    Func<CancellationToken, Task<bool>> Answers, ChildStart? Companion = null);

/// <summary>A private instance of an installed server program: free port, temporary data, gone afterwards.</summary>
internal sealed class ProgramServer(ProgramRecipe recipe, TimeSpan startLimit) : IServer
{
    private ChildProcess? main;
    private ChildProcess? companion;

    public string Name => recipe.Name;
    public string ConnectionString => recipe.ConnectionString;
    public string Origin => $"{recipe.Main.Program} on port {recipe.Port}";
    public bool CanBeKilled => true;

    public async Task StartAsync(CancellationToken ct = default)
    {
        if (main is { HasExited: false })
            return;
        if (recipe.Companion is not null && companion is not { HasExited: false })
            companion = ChildProcess.Start(recipe.Companion);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(startLimit);
        try
        {
            await StartUntilItAnswersAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new AppHostException($"{Name} did not answer within {startLimit.TotalSeconds:0} s. Its last lines:\n{main?.LastLines}");
        }
    }

    public async Task KillAsync(CancellationToken ct = default)
    {
        if (main is not null)
            await main.KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (main is not null)
            await main.StopAsync(TimeSpan.FromSeconds(10));
        if (companion is not null)
            await companion.KillAsync();
        DataFolder.Remove(recipe.Folder);
    }

    // After a KILL the operating system may need a moment to let go of the port or of shared memory, and the program
    // then refuses to start: three tries before its last words are taken for the truth.
    private async Task StartUntilItAnswersAsync(CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            main = ChildProcess.Start(recipe.Main);
            while (!main.HasExited)
            {
                if (await recipe.Answers(ct))
                    return;
                await Task.WhenAny(main.Exited, Task.Delay(50, ct));
                ct.ThrowIfCancellationRequested();
            }
            if (tries == 3)
                throw new AppHostException($"{Name} ended right after its start with exit code {await main.Exited}. Its last lines:\n{main.LastLines}");
            await Task.Delay(500, ct);
        }
    }
}
