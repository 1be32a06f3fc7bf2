using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>A connection to Redis, one call at a time, in as much of its protocol (RESP 2) as scripts need that answer a number or a text.</summary>
internal sealed class RedisConnection : IDisposable
{
    private readonly NetworkStream stream;
    private readonly ArrayBufferWriter<byte> request = new(16 * 1024);
    private readonly byte[] answer = new byte[4096];

    internal RedisConnection(string unixSocket)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(unixSocket));
        stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Begins a command of so many words.</summary>
    internal void Begin(int words)
    {
        request.ResetWrittenCount();
        Write($"*{words}\r\n");
    }

    /// <summary>Adds a word.</summary>
    internal void Add(string word) => Write($"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");

    /// <summary>Sends the command: the line, or the only text, of the answer.</summary>
    /// <exception cref="InvalidOperationException">The server answered with an error, or not at all.</exception>
    internal async Task<string> CallAsync()
    {
        await stream.WriteAsync(request.WrittenMemory);
        var length = 0;
        string[] lines;
        do
        {
            var read = await stream.ReadAsync(answer.AsMemory(length));
            length += read > 0 ? read : throw new InvalidOperationException("Redis closed the connection.");
            lines = Encoding.UTF8.GetString(answer, 0, length).Split("\r\n");
        }
        while (lines.Length < (answer[0] == '$' ? 3 : 2));
        return answer[0] switch
        {
            (byte)'-' => throw new InvalidOperationException(lines[0]),
            (byte)'$' => lines[1],
            _ => lines[0][1..],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private void Write(FormattableString text) => Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture), request);
}
