using System.Net.Http.Headers;
using System.Text;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>
/// Every request to a provider goes through here. It alone knows the key: client libraries get a placeholder, so no
/// exception, log or span of theirs can carry it. What comes back is bounded, and every failure has its cause.
/// </summary>
internal sealed class ProviderDoor(HttpMessageHandler inner, string kind, string? key, TimeProvider clock) : DelegatingHandler(inner)
{
    /// <summary>Stands in for the key in client libraries.</summary>
    public const string Placeholder = "kept-elsewhere";

    private const int LongestAnswer = 1024 * 1024, LongestError = 16 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Authorize(request.Headers);
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw e is OperationCanceledException or TimeoutException
                ? new ProviderException(ProviderCauses.Unreachable, retryable: true, sick: true) : FailureRules.OfConnection(e);
        }

        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                var body = await ReadAsync(response, LongestError, whole: false, cancellationToken);
                throw FailureRules.OfResponse(response.StatusCode, FailureRules.RetryAfter(response, clock.GetUtcNow()), Encoding.UTF8.GetString(body), key);
            }
        }

        switch (response.Content.Headers.ContentType?.MediaType)
        {
            case "application/json":
                var type = response.Content.Headers.ContentType;
                var content = new ByteArrayContent(await ReadAsync(response, LongestAnswer, whole: true, cancellationToken));
                content.Headers.ContentType = type;
                response.Content = content;
                return response;
            case "text/event-stream":
                response.Content = new BoundedContent(response.Content, LongestAnswer);
                return response;
            default:
                response.Dispose();
                throw new ProviderException(ProviderCauses.InvalidAnswer, code: "content_type");
        }
    }

    // What the libraries set, from the environment of the process too, goes: only this tenant's key is sent.
    private void Authorize(HttpRequestHeaders headers)
    {
        headers.Authorization = null;
        headers.Remove("x-api-key");
        headers.Remove("api-key");
        if (key is null) return;
        switch (kind)
        {
            case ProviderKinds.Anthropic: headers.Add("x-api-key", key); break;
            case ProviderKinds.Azure: headers.Add("api-key", key); break;
            default: headers.Authorization = new AuthenticationHeaderValue("Bearer", key); break;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int longest, bool whole, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[Math.Min(longest, 64 * 1024)];
            var length = 0;
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
                if (read == 0) return buffer[..length];
                length += read;
                if (length < buffer.Length) continue;
                if (length < longest) Array.Resize(ref buffer, Math.Min(longest, length * 2));
                else if (whole) throw new ProviderException(ProviderCauses.InvalidAnswer, code: "too_long");
                else return buffer;
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            // It broke off in the middle.
            throw new ProviderException(ProviderCauses.Error, retryable: true, sick: true, code: "broken_off");
        }
    }

    /// <summary>A streamed body that ends the call when it grows beyond all measure.</summary>
    private sealed class BoundedContent : StreamContent
    {
        public BoundedContent(HttpContent content, long most)
            : base(new BoundedStream(content.ReadAsStream(), most)) => Headers.ContentType = content.Headers.ContentType;
    }

    private sealed class BoundedStream(Stream inner, long most) : Stream
    {
        private long _left = most;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return Count(await inner.ReadAsync(buffer, cancellationToken));
            }
            catch (IOException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ProviderException(ProviderCauses.Error, retryable: true, sick: true, code: "broken_off");
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        private int Count(int read) =>
            (_left -= read) < 0 ? throw new ProviderException(ProviderCauses.InvalidAnswer, code: "too_long") : read;
    }
}
