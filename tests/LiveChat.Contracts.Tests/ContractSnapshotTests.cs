using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace LiveChat.Contracts.Tests;

/// <summary>
/// The events as they travel: replicas of two releases run side by side during an upgrade, so what was once said must stay
/// understood. Nothing may be taken away or change its type. What is new is accepted by running this program with
/// <c>LIVECHAT_ACCEPT_CONTRACTS=1</c>, which adds the new lines to Contracts.txt; it never removes one.
/// </summary>
public sealed class ContractSnapshotTests
{
    [Fact]
    public void Contracts_AgainstTheSnapshot_OnlyGrow()
    {
        var now = Describe().Order(StringComparer.Ordinal).ToList();
        var file = SnapshotFile();
        var then = File.Exists(file) ? File.ReadAllLines(file).Where(line => line.Length > 0).ToList() : [];

        var gone = then.Except(now).ToList();
        Assert.True(gone.Count == 0, "Removed or changed, which breaks the release before this one: " + string.Join("; ", gone));

        var added = now.Except(then).ToList();
        if (added.Count == 0)
            return;
        var breaking = added.Where(line => line.EndsWith(" required", StringComparison.Ordinal) && then.Contains(line.Split('.')[0])).ToList();
        Assert.True(breaking.Count == 0,
            "A new member of an old record must be nullable or have a default, because old senders don't fill it: " + string.Join("; ", breaking));
        Assert.True(Environment.GetEnvironmentVariable("LIVECHAT_ACCEPT_CONTRACTS") == "1",
            "New in the contracts; run this program with LIVECHAT_ACCEPT_CONTRACTS=1 to accept: " + string.Join("; ", added));
        File.WriteAllLines(file, now);
    }

    // One line for each type, member and constant. A member is 'required' when its constructor parameter has no default and
    // allows no null: JSON without it would leave a hole.
    private static IEnumerable<string> Describe()
    {
        foreach (var type in typeof(TurnRef).Assembly.GetExportedTypes())
        {
            yield return type.Name;
            foreach (var constant in type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral))
                yield return $"{type.Name}.{constant.Name} = {Convert.ToString(constant.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
            if (type.IsEnum)
                continue;
            var parameters = type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).ToLookup(parameter => parameter.Name);
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != "EqualityContract"))
            {
                var nullable = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
                var required = !nullable && parameters[property.Name].Any(parameter => !parameter.HasDefaultValue);
                yield return $"{type.Name}.{property.Name} : {TypeName(property.PropertyType)}{(nullable && !property.PropertyType.IsValueType ? "?" : "")}{(required ? " required" : "")}";
            }
        }
    }

    private static string TypeName(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return TypeName(inner) + "?";
        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>"
            : type.Name;
    }

    private static string SnapshotFile([CallerFilePath] string here = "")
    {
        // Deterministic builds replace the path of the repository; then it is found from where this program runs.
        if (File.Exists(here))
            return Path.Combine(Path.GetDirectoryName(here)!, "Contracts.txt");
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LiveChat.sln")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder!, "tests/LiveChat.Contracts.Tests/Contracts.txt");
    }
}
