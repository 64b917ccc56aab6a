using Npgsql;

namespace LiveChat.ServiceDefaults.Tests.Database;

/// <summary>What our connections ask of Postgres where the operator's connection string asks nothing.</summary>
public sealed class TunedConnectionTests
{
    [Fact]
    public void Tuned_FillsIn()
    {
        var tuned = new NpgsqlConnectionStringBuilder(PostgresDatabase.Tuned("Host=h;Database=d"));

        Assert.Equal((16, 200, 2), (tuned.MaxPoolSize, tuned.MaxAutoPrepare, tuned.AutoPrepareMinUsages));
        Assert.Equal(("-c random_page_cost=1.1", true, "livechat"), (tuned.Options, tuned.NoResetOnClose, tuned.ApplicationName));
    }

    [Theory]
    [InlineData("Maximum Pool Size=100")]
    [InlineData("MaxPoolSize=100")]
    [InlineData("max auto prepare=0")]
    [InlineData("No Reset On Close=false")]
    [InlineData("Options=-c statement_timeout=5000")]
    [InlineData("Application Name=mine")]
    public void Tuned_KeepsWhatTheOperatorSays(string own)
    {
        var given = new NpgsqlConnectionStringBuilder(own);

        var tuned = new NpgsqlConnectionStringBuilder(PostgresDatabase.Tuned(own));

        var key = given.Keys!.Cast<string>().First();
        Assert.Equal(given[key], tuned[key]);
    }

    [Fact]
    public void Tuned_Twice_IsTheSame()
    {
        var once = PostgresDatabase.Tuned("Host=h;Database=d");

        Assert.Equal(once, PostgresDatabase.Tuned(once));
    }
}
