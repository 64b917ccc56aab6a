using System.Text;

namespace LiveChat.EndToEnd.Tests.Telemetry;

/// <summary>Reads the few fields that the tests need from an OTLP trace export request (opentelemetry-proto, trace v1):
/// request.1 resource spans -> 1 resource (1 attributes), 2 scope spans -> 2 spans (1 trace id, 2 span id, 4 parent, 5 name).</summary>
internal static class OtlpTraces
{
    public static IEnumerable<Span> Read(byte[] request)
    {
        foreach (var (_, resourceSpans) in Fields(request, 1))
        {
            var service = Fields(resourceSpans, 1).SelectMany(r => Fields(r.Value, 1)).Select(a => Attribute(a.Value))
                .FirstOrDefault(a => a.Key == "service.name").Value ?? "";
            foreach (var (_, scopeSpans) in Fields(resourceSpans, 2))
                foreach (var (_, span) in Fields(scopeSpans, 2))
                    yield return ReadSpan(service, span);
        }
    }

    private static Span ReadSpan(string service, byte[] span)
    {
        var fields = Fields(span).ToLookup(f => f.Number, f => f.Value);
        string Hex(int number) => Convert.ToHexStringLower(fields[number].FirstOrDefault() ?? []);
        return new Span(service, Hex(1), Hex(2), Hex(4), Encoding.UTF8.GetString(fields[5].FirstOrDefault() ?? []));
    }

    private static (string Key, string? Value) Attribute(byte[] pair)
    {
        var key = Fields(pair, 1).Select(f => Encoding.UTF8.GetString(f.Value)).FirstOrDefault() ?? "";
        var value = Fields(pair, 2).SelectMany(v => Fields(v.Value, 1)).Select(f => Encoding.UTF8.GetString(f.Value)).FirstOrDefault();
        return (key, value);
    }

    private static IEnumerable<(int Number, byte[] Value)> Fields(byte[] message, int number) =>
        Fields(message).Where(f => f.Number == number);

    // Length-delimited fields only; the others are stepped over.
    private static IEnumerable<(int Number, byte[] Value)> Fields(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    yield return ((int)(tag >> 3), message[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7} is not in use.");
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
