using LiveChat.Gateway;
using LiveChat.ServiceDefaults;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("gateway");
    builder.AddGateway();
    var app = builder.Build();
    app.UseServiceDefaults(edge => edge.UseGateway());
    app.MapGateway();
    return await app.RunServiceAsync();
}
catch (Exception exception) when (ServiceHost.Sentence(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
