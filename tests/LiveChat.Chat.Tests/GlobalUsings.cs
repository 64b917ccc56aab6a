global using LiveChat.Contracts;
global using LiveChat.ServiceDefaults;
global using Xunit;
