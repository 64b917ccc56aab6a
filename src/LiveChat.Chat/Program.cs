using LiveChat.Chat;
using LiveChat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("chat");
builder.AddChat();

var app = builder.Build();
app.UseServiceDefaults();
app.MapChat();
return await app.RunServiceAsync();
