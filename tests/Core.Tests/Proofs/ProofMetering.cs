using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Core.Tests.Usage.Kit;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>Meters what customers of a <see cref="ProofWorld"/> report.</summary>
internal sealed class ProofMetering(ProofPipeline pipeline, Random random, ManualTime time)
{
    /// <summary>How many events were rejected and replayed.</summary>
    internal int Replayed { get; private set; }

    /// <summary>Meters what the log has, in batches of any size.</summary>
    internal async Task MeterAsync()
    {
        var (log, meter, progress) = (pipeline.Log, pipeline.Meter, new MeterProgress(pipeline.Store));
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var records = (await log.ReadAsync(partition, await progress.ReadAsync(log.Number, partition, default) + 1, int.MaxValue, null, default)).Records;
            foreach (var some in records.Chunk(1 + random.Next(20)))
            {
                await meter.ConsumeAsync(partition, some, default);
            }
        }
    }

    /// <summary>Makes the metric for which events were rejected, and replays them.</summary>
    internal async Task MendAsync()
    {
        time.Advance(TimeSpan.FromSeconds(1));
        var mended = UsageSample.MetricOf(Aggregation.Sum, "mended", null, null, time.Now);
        var catalog = $"{ProofWorld.Tenant}/catalog";
        if (await pipeline.Store.ReadAsync(catalog, mended.Id.ToString(), default) is null)
        {
            await pipeline.CommitAsync(catalog, DocumentWrite.Create(mended.Id.ToString(), mended.ToBody()));
            Replayed += (await pipeline.Replay.ReplayAsync(ProofWorld.Tenant, new OutcomeFilter(), RejectedReplay.MaxLimit, null, time.Now, default)).Replayed;
            await MeterAsync();
        }
    }
}
