using System.Collections;
using System.Reflection;
using System.Text.Json;
using LiveChat.ServiceDefaults;
using Xunit;

namespace LiveChat.Contracts.Tests;

/// <summary>Every record survives the way over the bus and through an outbox row.</summary>
public sealed class EventJsonTests
{
    public static TheoryData<string> Records => [.. typeof(TurnRef).Assembly.GetExportedTypes()
        .Where(type => !type.IsEnum && !(type.IsAbstract && type.IsSealed)).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_WrittenAndRead_IsTheSame(string name)
    {
        var type = typeof(TurnRef).Assembly.GetType(name, throwOnError: true)!;
        var written = JsonSerializer.Serialize(Sample(type), type, JsonDefaults.Options);
        var read = JsonSerializer.Deserialize(written, type, JsonDefaults.Options);
        Assert.Equal(written, JsonSerializer.Serialize(read, type, JsonDefaults.Options));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_WithMembersOfALaterRelease_IsRead(string name)
    {
        var type = typeof(TurnRef).Assembly.GetType(name, throwOnError: true)!;
        var json = JsonSerializer.Serialize(Sample(type), type, JsonDefaults.Options);
        Assert.NotNull(JsonSerializer.Deserialize("{\"fromTheFuture\":{\"a\":[1]}," + json[1..], type, JsonDefaults.Options));
    }

    [Fact]
    public void ReplyDrafted_OfAReleaseWithoutLocale_IsRead()
    {
        var json = JsonSerializer.SerializeToNode((ReplyDrafted)Sample(typeof(ReplyDrafted))!, JsonDefaults.Options)!.AsObject();
        Assert.True(json.Remove("locale"));
        Assert.Null(json.Deserialize<ReplyDrafted>(JsonDefaults.Options)!.Locale);
    }

    // A value that is not the default one, so that a lost member shows.
    private static object? Sample(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return "text é🙂 <&>";
        if (type == typeof(Guid))
            return Guid.CreateVersion7();
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.UnixEpoch.AddDays(20_000).AddTicks(1);
        if (type == typeof(bool))
            return true;
        if (type.IsPrimitive)
            return Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))!;
            map["key"] = Sample(type.GetGenericArguments()[1]);
            return map;
        }
        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
        {
            var element = type.GetGenericArguments()[0];
            var array = Array.CreateInstance(element, 2);
            array.SetValue(Sample(element), 0);
            array.SetValue(Sample(element), 1);
            return array;
        }

        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select((ParameterInfo parameter) => Sample(parameter.ParameterType))]);
    }
}
