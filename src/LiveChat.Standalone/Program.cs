using LiveChat.AssistantRouting;
using LiveChat.Chat;
using LiveChat.Gateway;
using LiveChat.RealtimeFanout;
using LiveChat.SafetyModeration;
using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults([.. ProcessTopology.AllServices]);
    builder.AddGateway();
    builder.AddWidgetAuth();
    builder.AddChat();
    builder.AddAssistantRouting();
    builder.AddSafetyModeration();
    builder.AddRealtimeFanout();

    var app = builder.Build();
    app.UseServiceDefaults(edge => edge.UseGateway());
    app.MapGateway();
    app.MapWidgetAuth();
    app.MapChat();
    app.MapAssistantRouting();
    app.MapSafetyModeration();
    app.MapRealtimeFanout();
    return await app.RunServiceAsync();
}
catch (Exception exception) when (ServiceHost.Sentence(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
