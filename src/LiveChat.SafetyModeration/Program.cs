using LiveChat.SafetyModeration;
using LiveChat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(SafetyModerationDatabase.Name);
builder.AddSafetyModeration();
var app = builder.Build();
app.UseServiceDefaults();
app.MapSafetyModeration();
return await app.RunServiceAsync();
