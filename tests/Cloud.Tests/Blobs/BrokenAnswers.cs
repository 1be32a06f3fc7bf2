using System.Net;

namespace Tallystick.Tests.Cloud.Tests.Blobs;

/// <summary>A service whose answers break off before the first byte of what they announce.</summary>
internal sealed class BrokenAnswers : HttpMessageHandler
{
    private const int Announced = 100;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) };
        answer.Content.Headers.ContentLength = Announced;
        answer.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
        answer.Headers.TryAddWithoutValidation("ETag", "\"1\"");
        answer.Headers.TryAddWithoutValidation("x-ms-blob-type", "BlockBlob");
        return Task.FromResult(answer);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw Broken();

        public override int Read(Span<byte> buffer) => throw Broken();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw Broken();

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw Broken();

        private static HttpIOException Broken() => new(HttpRequestError.ResponseEnded, "The response ended prematurely.");
    }
}
