using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("widgetauth");
    builder.AddWidgetAuth();
    var app = builder.Build();
    app.UseServiceDefaults();
    app.MapWidgetAuth();
    return await app.RunServiceAsync();
}
catch (Exception exception) when (ServiceHost.Sentence(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
