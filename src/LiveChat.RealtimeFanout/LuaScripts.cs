namespace LiveChat.RealtimeFanout;

/// <summary>The scripts that lie beside the class that runs them, embedded under their file name.</summary>
internal static class LuaScripts
{
    public static string Load(string name)
    {
        using var stream = typeof(LuaScripts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
