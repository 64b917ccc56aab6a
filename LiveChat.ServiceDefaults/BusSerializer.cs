using System.Net.Mime;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Events on the bus: the body is the event's own JSON, what the bus wants to know of it travels as transport headers.
/// Reads each event in one pass, in the dialect of <see cref="JsonDefaults"/>, as the outbox does; MassTransit's envelope
/// takes two (D24). Within one process the event itself travels, and its body is only what it is found by (D26).
/// </summary>
internal sealed class BusSerializer(bool inProcess) : RawMessageSerializer, IMessageSerializer, IMessageDeserializer, ISerializerFactory
{
    // Without AnyMessageType: a queue with several events takes each by its own type alone.
    private const RawSerializerOptions Raw = RawSerializerOptions.AddTransportHeaders;

    // The in-memory transport hands on the very array that it was given; an entry goes with its array.
    private readonly ConditionalWeakTable<byte[], object> _events = [];

    public ContentType ContentType { get; } = new("application/vnd.livechat.event+json");

    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => this;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        SetRawMessageHeaders(context);
        if (inProcess)
        {
            var body = new byte[1];
            _events.Add(body, context.Message);
            return new BytesMessageBody(body);
        }

        return new BytesMessageBody(JsonSerializer.SerializeToUtf8Bytes(context.Message, JsonDefaults.Options));
    }

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public ConsumeContext Deserialize(ReceiveContext receiveContext) => new BodyConsumeContext(
        receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        new EventContext(this, body.GetBytes(), headers.GetMessageTypes(), new RawMessageContext(headers, destinationAddress, Raw), ContentType);

    public void Probe(ProbeContext context) => context.CreateScope("json").Add("contentType", ContentType.MediaType);

    private object? TryFind(byte[] body, Type type) =>
        inProcess && _events.TryGetValue(body, out var e) && type.IsInstanceOfType(e) ? e : null;

    /// <summary>One received event; parsed when a consumer of its type asks for it.</summary>
    private sealed class EventContext(BusSerializer events, byte[] body, string[] types, MessageContext context, ContentType contentType)
        : SystemTextJsonRawSerializerContext(
            SystemTextJsonMessageSerializer.Instance, JsonDefaults.Options, contentType, context, types, Raw, default)
    {
        public override bool TryGetMessage<T>(out T? message)
            where T : class
        {
            message = IsSupportedMessageType<T>() ? (T?)Read(typeof(T)) : null;
            return message is not null;
        }

        public override bool TryGetMessage(Type messageType, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out object? message)
        {
            message = Read(messageType);
            return message is not null;
        }

        private object? Read(Type type)
        {
            if (events.TryFind(body, type) is { } found) return found;
            try
            {
                return JsonSerializer.Deserialize(body, type, JsonDefaults.Options);
            }
            catch (JsonException e)
            {
                // As the bus knows it: the event goes to the queue of errors, not round and round.
                throw new SerializationException($"The event is not the JSON of a {type.Name}.", e);
            }
        }
    }
}
