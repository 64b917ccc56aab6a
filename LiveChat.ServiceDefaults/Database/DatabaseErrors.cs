using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using StackExchange.Redis;

namespace LiveChat.ServiceDefaults;

/// <summary>What a failed command means, for both engines.</summary>
public static class DatabaseErrors
{
    /// <summary>A unique index or primary key refused the row.</summary>
    public static bool IsUniqueViolation(Exception exception) => exception switch
    {
        PostgresException e => e.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException e => e.SqliteErrorCode == 19,
        _ => false,
    };

    /// <summary>The dependency is away or busy: the same command may succeed later.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        PostgresException e => e.IsTransient,
        NpgsqlException e => e.IsTransient || e.InnerException is SocketException or IOException or TimeoutException,
        SqliteException e => e.SqliteErrorCode is 5 or 6,
        RedisConnectionException or RedisTimeoutException or HttpRequestException => true,
        // HttpClient lets it through bare where the peer resets the connection as soon as it stands.
        SocketException => true,
        _ => false,
    };

    /// <summary>Two transactions waited for each other, and this one was rolled back whole: run it again at once.</summary>
    internal static bool IsDeadlock(Exception exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
    };
}
