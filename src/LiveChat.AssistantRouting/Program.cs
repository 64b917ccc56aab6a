using LiveChat.AssistantRouting;
using LiveChat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("assistantrouting");
builder.AddAssistantRouting();
var app = builder.Build();
app.UseServiceDefaults();
app.MapAssistantRouting();
return await app.RunServiceAsync();
