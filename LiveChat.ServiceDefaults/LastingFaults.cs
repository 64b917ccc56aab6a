using System.Runtime.Serialization;
using System.Text.Json;
using Npgsql;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Faults that time does not heal: the event, or the program that reads it, is wrong, and the next try fails as this one did.
/// A short list on purpose. Whatever is not on it may be a dependency that comes back, and is waited for.
/// </summary>
public static class LastingFaults
{
    /// <summary>Whether another try in a minute would fail in the same way.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        SerializationException or JsonException => true,
        ArgumentException or FormatException or InvalidCastException or NotSupportedException or ArithmeticException => true,
        NullReferenceException or IndexOutOfRangeException or KeyNotFoundException => true,
        // Class 22: a value that the database takes from nobody, such as a text with a NUL.
        PostgresException { SqlState: ['2', '2', ..] } => true,
        _ => false,
    };
}
