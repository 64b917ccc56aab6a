using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LiveChat.ServiceDefaults.Tests.Bus;

public sealed class UsageTelemetryTests
{
    [Fact]
    public async Task Bus_TellsItsMakersNothing()
    {
        var builder = Host.CreateApplicationBuilder();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("LiveChat:DataDirectory", Path.GetTempPath())]).Build();
        builder.AddBus(ProcessTopology.Decide(settings, [.. ProcessTopology.AllServices]));
        builder.Services.AddSingleton(TimeProvider.System);
        await using var services = builder.Services.BuildServiceProvider();
        Assert.False(services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
    }
}
