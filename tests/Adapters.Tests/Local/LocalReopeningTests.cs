using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>What was acknowledged is there when the directory is opened again.</summary>
public sealed class LocalReopeningTests : IDisposable
{
    private const string Partition = "tenant/catalog";
    private readonly ManualTime time = new();
    private readonly TemporaryBackend local;

    public LocalReopeningTests() => local = new TemporaryBackend(new LocalOptions { LogPartitions = 5, LogNumber = 7 }, time);

    private IDocumentStore Documents => local.Backend.Documents;

    [Fact]
    public async Task Documents_stay_with_their_etags()
    {
        await Documents.CommitAsync(
            Partition, [DocumentWrite.Create("a", Samples.Bytes("1")), DocumentWrite.Create("b", Samples.Bytes("2"))], default);
        var a = await Documents.ReadAsync(Partition, "a", default);
        var b = await Documents.ReadAsync(Partition, "b", default);
        await Documents.CommitAsync(Partition, [DocumentWrite.Delete("b", b!.ETag)], default);

        local.Close();

        var again = await Documents.ReadAsync(Partition, "a", default);
        Assert.Equal((a!.ETag, "1"), (again!.ETag, Samples.Text(again.Body)));
        Assert.Null(await Documents.ReadAsync(Partition, "b", default));
    }

    [Fact]
    public async Task The_etag_of_a_document_that_was_deleted_never_comes_back()
    {
        var seen = new HashSet<string>();
        for (var opening = 0; opening < 3; opening++)
        {
            await Documents.CommitAsync(Partition, [DocumentWrite.Create("a", Samples.Bytes("1"))], default);
            var etag = (await Documents.ReadAsync(Partition, "a", default))!.ETag;
            Assert.True(seen.Add(etag), etag);
            await Documents.CommitAsync(Partition, [DocumentWrite.Delete("a", etag)], default);
            local.Close();
        }
    }

    [Fact]
    public async Task The_log_goes_on_where_it_ended()
    {
        await local.Backend.Log.AppendAsync([.. Enumerable.Range(0, 20).Select(account => Samples.Entry(account, "1"))], default);
        local.Close();

        var log = local.Backend.Log;
        await log.AppendAsync([.. Enumerable.Range(0, 20).Select(account => Samples.Entry(account, "2"))], default);

        Assert.Equal((7, 5), (log.Number, log.PartitionCount));
        foreach (var account in Enumerable.Range(0, 20).Select(Samples.Account))
        {
            var slice = await log.ReadAsync(log.PartitionOf(account), 0, 100, account, default);
            Assert.Equal(["1", "2"], slice.Records.Select(record => Samples.Text(record.Payload)));
        }
    }

    [Fact]
    public async Task The_number_of_partitions_is_fixed_when_the_directory_is_made()
    {
        var before = Enumerable.Range(0, 20).Select(account => local.Backend.Log.PartitionOf(Samples.Account(account))).ToList();
        local.Close();

        await using var other = LocalBackend.Open(local.Path, new LocalOptions { LogPartitions = 2, LogNumber = 1 }, time);

        Assert.Equal((7, 5), (other.Log.Number, other.Log.PartitionCount));
        Assert.Equal(before, Enumerable.Range(0, 20).Select(account => other.Log.PartitionOf(Samples.Account(account))));
    }

    [Fact]
    public async Task Enqueued_time_does_not_fall_over_a_restart()
    {
        await local.Backend.Log.AppendAsync([Samples.Entry(1, "1")], default);
        local.Close();
        time.Advance(TimeSpan.FromDays(-1));
        await local.Backend.Log.AppendAsync([Samples.Entry(1, "2")], default);

        var slice = await local.Backend.Log.ReadAsync(local.Backend.Log.PartitionOf(Samples.Account(1)), 0, 100, null, default);
        Assert.Equal(slice.Records[0].EnqueuedAt, slice.Records[1].EnqueuedAt);
    }

    [Fact]
    public async Task Claims_stand()
    {
        var claims = Enumerable.Range(0, 20_000).Select(i => Samples.Claim(i, i, i)).ToList();
        foreach (var call in claims.Chunk(7_000))
        {
            await local.Backend.Claims.ClaimAsync(call, default);
        }

        local.Close();

        var others = claims.Select(claim => claim with { Owner = new LogPosition(1, 1, 1, 1) }).ToList();
        Assert.Equal(claims, await local.Backend.Claims.ClaimAsync(others, default));
    }

    [Fact]
    public async Task Commands_keep_their_order_leases_and_attempts()
    {
        await local.Backend.Commands.SendAsync(Samples.Command("dead", "other"), default);
        await local.Backend.Commands.DeadLetterAsync((await local.Backend.Commands.ReceiveAsync("kind", default))!, "broken", default);
        await local.Backend.Commands.SendAsync(Samples.Command("b"), default);
        await local.Backend.Commands.SendAsync(Samples.Command("a"), default);
        var leased = await local.Backend.Commands.ReceiveAsync("kind", default);
        local.Close();

        Assert.Null(await local.Backend.Commands.ReceiveAsync("kind", default));
        Assert.True(await local.Backend.Commands.CompleteAsync(leased!, default));
        Assert.Equal("a", (await local.Backend.Commands.ReceiveAsync("kind", default))!.Command.Id);
        Assert.Equal("broken", Assert.Single(await local.Backend.Commands.DeadLettersAsync(10, default)).Reason);
    }

    [Fact]
    public async Task Blobs_stay()
    {
        await local.Backend.Blobs.PutAsync("invoices/1", Samples.Bytes("one"), default);
        local.Close();

        Assert.Equal("one", Samples.Text((await local.Backend.Blobs.GetAsync("invoices/1", default))!.Value));
        Assert.False(await local.Backend.Blobs.PutAsync("invoices/1", Samples.Bytes("two"), default));
    }

    public void Dispose() => local.Dispose();
}
