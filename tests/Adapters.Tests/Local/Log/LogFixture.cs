using Tallystick.Core.Usage;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local.Log;

/// <summary>A log of one partition whose files a test can damage.</summary>
public sealed class LogFixture(LocalOptions options) : IDisposable
{
    private readonly TemporaryBackend local = new(options with { LogPartitions = 1 });

    public IEventLog Log => local.Backend.Log;

    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(local.Of("log", "0")).Order(StringComparer.Ordinal)];

    public void Close() => local.Close();

    public async Task Append(params string[] payloads) =>
        await Log.AppendAsync([.. payloads.Select(payload => Samples.Entry(1, payload))], default);

    public async Task<IReadOnlyList<string>> Read(long from = 0)
    {
        var payloads = new List<string>();
        for (var ended = false; !ended;)
        {
            var slice = await Log.ReadAsync(0, from, 1000, null, default);
            payloads.AddRange(slice.Records.Select(record => Samples.Text(record.Payload)));
            (from, ended) = (slice.Next, slice.Next == from);
        }

        return payloads;
    }

    public void Dispose() => local.Dispose();
}
