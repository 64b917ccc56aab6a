using LiveChat.ServiceDefaults;
using Microsoft.Net.Http.Headers;

namespace LiveChat.Gateway.Web;

/// <summary>Welcome page, demo shop, dashboard, and the widget's files.</summary>
internal static class WebFileEndpoints
{
    /// <summary>The widget as it is being set up, beside the form.</summary>
    private const string Preview = "/dashboard/preview.html";

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static void MapWebFiles(this IEndpointRouteBuilder endpoints)
    {
        var files = endpoints.ServiceProvider.GetRequiredService<WebFiles>();
        // For the doctor, which may not fetch an address that a caller's Host header named.
        endpoints.MapInternal("/internal/gateway/widget-files", () => new WidgetFilesState(
            files.Find("/web-widget.js") is not null && files.Find("/web-widget.classic.js") is not null, files.MissingReason));
        Map(endpoints, "/web-widget.js", "Gateway_Widget_Script", context => WidgetScript(context, files));
        Map(endpoints, "/web-widget.classic.js", "Gateway_Widget_ClassicScript", _ => Widget(files, "/web-widget.classic.js"));
        Map(endpoints, "/web-widget/{**path}", "Gateway_Widget_Parts", context => Part(files, context, WebFileUse.Widget));

        Map(endpoints, "/", "Gateway_Welcome", _ => Page(files, "/"));
        Map(endpoints, "/demo/{**path}", "Gateway_Demo", context => Page(files, context.Request.Path.Value!));
        Map(endpoints, "/dashboard/{**path}", "Gateway_Dashboard", context => Dashboard(files, context.Request.Path.Value!));
        Map(endpoints, "/assets/{**path}", "Gateway_Assets", context => Part(files, context, WebFileUse.Own));
        foreach (var path in files.AtRoot.Where(path => !path.StartsWith("/web-widget", StringComparison.Ordinal)))
            Map(endpoints, path, $"Gateway_File {path}", context => Part(files, context, WebFileUse.Own));
    }

    private static void Map(IEndpointRouteBuilder endpoints, string pattern, string name, Func<HttpContext, IResult> serve) => endpoints
        .MapMethods(pattern, Read, serve).AllowAnonymous().WithName(name).ExcludeFromDescription();

    /// <summary>A plain script tag fetches with <c>no-cors</c> and gets the classic build, an import gets the module.</summary>
    private static IResult WidgetScript(HttpContext context, WebFiles files)
    {
        context.Response.Headers.Append(HeaderNames.Vary, "Sec-Fetch-Mode");
        var classic = context.Request.Headers["Sec-Fetch-Mode"] == "no-cors";
        return Widget(files, classic ? "/web-widget.classic.js" : "/web-widget.js");
    }

    private static IResult Widget(WebFiles files, string path) => files.Find(path) is { } file
        ? new WebFileResult(file, WebFileUse.Widget)
        : Problems.Unavailable.Result($"The widget's files are missing: {files.MissingReason}");

    private static IResult Page(WebFiles files, string path) => files.Find(path) is { } file
        ? new WebFileResult(file, WebFileUse.Own)
        : files.Find("/") is null ? new MissingPage(files.MissingReason) : NotFound();

    /// <summary>The dashboard's own router knows its addresses: whatever is no file is its start page.</summary>
    private static IResult Dashboard(WebFiles files, string path)
    {
        if (files.Find(path) is { } file)
            return new WebFileResult(file, path == Preview ? WebFileUse.Framed : WebFileUse.Own);
        if (files.Find("/dashboard/") is not { } start)
            return new MissingPage(files.MissingReason);
        return path.StartsWith("/dashboard/assets/", StringComparison.Ordinal) ? NotFound() : new WebFileResult(start, WebFileUse.Own);
    }

    private static IResult Part(WebFiles files, HttpContext context, WebFileUse use) =>
        files.Find(context.Request.Path.Value!) is { IsPage: false } file ? new WebFileResult(file, use) : NotFound();

    private static IResult NotFound() => Problems.NotFound.Result("There is nothing at this address.");

    private sealed record WidgetFilesState(bool Present, string Reason);
}
