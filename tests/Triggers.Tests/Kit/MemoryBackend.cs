using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Http.Hosting;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>Ports in memory; the documents can be taken away.</summary>
internal sealed class MemoryBackend
{
    public MemoryBackend() => Log = new MemoryEventLog(Time);

    public ManualTime Time { get; } = new();


    public AwayDocuments Documents { get; } = new();

    public MemoryEventLog Log { get; }

    public Ports Ports => new(Log, new MemoryClaimStore(), Documents, new MemoryCommandQueue(Time, Duration.FromMinutes(1)), new MemoryBlobStore());

    /// <summary>The records of a partition that has any, with the partition.</summary>
    public async Task<(int Partition, IReadOnlyList<LogRecord> Records)> RecordsAsync()
    {
        for (var partition = 0; partition < Log.PartitionCount; partition++)
        {
            if ((await Log.ReadAsync(partition, 0, int.MaxValue, only: null, default)).Records is { Count: > 0 } records)
            {
                return (partition, records);
            }
        }

        throw new InvalidOperationException("Nothing is in the log.");
    }
}
