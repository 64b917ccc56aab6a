using LiveChat.RealtimeFanout;
using LiveChat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("realtimefanout");
builder.AddRealtimeFanout();

var app = builder.Build();
app.UseFeedDoor();
app.UseServiceDefaults();
app.MapRealtimeFanout();
return await app.RunServiceAsync();
