using System.Net;
using Microsoft.Azure.Cosmos;
using Tallystick.Cloud.Cosmos;
using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.Cosmos;

public sealed class CosmosFailureTests : IDisposable
{
    private const string Partition = "tenant/failures";
    private readonly CosmosWire wire = new();

    public static TheoryData<DocumentWriteKind, bool, int?> LostAnswers
    {
        get
        {
            var data = new TheoryData<DocumentWriteKind, bool, int?>();
            foreach (var kind in Enum.GetValues<DocumentWriteKind>())
            {
                foreach (var together in new[] { false, true })
                {
                    foreach (var status in new int?[] { null, 408, 500, 503 })
                    {
                        data.Add(kind, together, status);
                    }
                }
            }

            return data;
        }
    }

    public void Dispose() => wire.Dispose();

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task The_outcome_of_a_write_whose_answer_is_lost_is_unknown_whether_it_was_made_or_not(DocumentWriteKind kind, bool together, int? status)
    {
        var store = await wire.OpenAsync();
        foreach (var applied in new[] { false, true })
        {
            var id = $"{applied}";
            var write = await Prepare(store, kind, id);
            var before = wire.Requests;
            wire.Order(new WireFault(status, applied));

            await Assert.ThrowsAsync<StoreUnavailableException>(() => Commit(store, write, together));

            Assert.Equal(1, wire.Requests - before);
            Assert.Equal(applied, await IsMade(store, write));
        }
    }

    /// <summary>Why a client is refused that may send writes again.</summary>
    [Fact]
    public async Task A_client_that_may_choose_among_endpoints_finds_its_own_write_in_its_way()
    {
        var container = wire.Client(options => options.LimitToEndpoint = false).GetContainer(CosmosWire.Database, CosmosWire.Container);
        wire.Order(WireFault.Broken(applied: true));

        var answer = await container.CreateItemStreamAsync(
            CosmosItem.Write(Partition, DocumentWrite.Create("a", Samples.Bytes("1"))), new PartitionKey(Partition));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(2, wire.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_throttled_is_tried_again_and_then_unavailable_for_as_long_as_the_service_says(bool together)
    {
        var store = await wire.OpenAsync();
        wire.Order(WireFault.Throttled(1));
        Assert.True(await Commit(store, DocumentWrite.Create("a", Samples.Bytes("1")), together));

        wire.Order(WireFault.Throttled(1), WireFault.Throttled(70));
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => Commit(store, DocumentWrite.Create("b", Samples.Bytes("1")), together));

        Assert.Equal(TimeSpan.FromMilliseconds(70), failure.RetryAfter);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bug_each_batch_that_failed_was_told_of_in_words_of_its_own(bool together)
    {
        var store = await wire.OpenAsync();
        wire.Order(new WireFault(503));

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => Commit(store, DocumentWrite.Create("a", Samples.Bytes("1")), together));

        Assert.Equal("Cosmos DB cannot answer: status 503.", failure.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_that_ran_into_another_is_tried_again(bool together)
    {
        var store = await wire.OpenAsync();
        wire.Order(new WireFault(449));

        Assert.True(await Commit(store, DocumentWrite.Create("a", Samples.Bytes("1")), together));
    }

    [Fact]
    public async Task What_cannot_be_read_now_is_unavailable()
    {
        var store = await wire.OpenAsync();
        var range = DocumentRange.WithPrefix(Partition, "");
        foreach (Func<Task> read in new Func<Task>[]
        {
            async () => await store.ReadAsync(Partition, "a", default),
            async () => await store.ListAsync(range, descending: false, 0, 1, default),
            async () => await store.CountAsync(range, default),
        })
        {
            wire.Order(WireFault.Throttled(1), WireFault.Throttled(1));
            await Assert.ThrowsAsync<StoreUnavailableException>(read);
        }
    }

    /// <summary>Status and sub-status: no such key, no such right, the partition is full, no such container.</summary>
    [Theory]
    [InlineData(401, 0)]
    [InlineData(403, 0)]
    [InlineData(403, 1014)]
    [InlineData(404, 1003)]
    public async Task What_waiting_does_not_mend_is_told_as_it_is(int status, int subStatus)
    {
        var store = await wire.OpenAsync();
        WireFault[] faults = [.. Enumerable.Repeat(new WireFault(status, SubStatus: subStatus), 4)];

        foreach (Func<Task> call in new Func<Task>[]
        {
            async () => await store.ReadAsync(Partition, "a", default),
            () => Commit(store, DocumentWrite.Delete("a", "1"), together: false),
            () => Commit(store, DocumentWrite.Delete("a", "1"), together: true),
        })
        {
            wire.Order(faults);
            Assert.Equal(status, (int)(await Assert.ThrowsAnyAsync<CosmosException>(call)).StatusCode);
            wire.Forget();
        }
    }

    [Fact]
    public async Task Of_several_commits_one_whose_outcome_is_unknown_fails_the_call_and_undoes_no_other()
    {
        var store = await wire.OpenAsync();
        DocumentCommit[] commits = [.. Enumerable.Range(0, 100).Select(i => new DocumentCommit($"p{i}", [DocumentWrite.Put("a", Samples.Bytes("1"))]))];
        Assert.All(await store.CommitAllAsync(commits, default), Assert.True);

        wire.Order(WireFault.Broken(applied: true));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.CommitAllAsync(commits, default));

        foreach (var commit in commits)
        {
            Assert.NotNull(await store.ReadAsync(commit.Partition, "a", default));
        }
    }

    [Fact]
    public async Task Of_several_commits_none_is_made_where_one_is_out_of_bounds()
    {
        var store = await wire.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await store.CommitAllAsync([new("p", [DocumentWrite.Put("a", Samples.Bytes("1"))]), new("p", [])], default));

        Assert.Null(await store.ReadAsync("p", "a", default));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_that_the_store_is_away()
    {
        var store = await wire.OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.ReadAsync(Partition, "a", new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task An_item_that_something_else_wrote_is_named()
    {
        var store = await wire.OpenAsync();
        await wire.Client().GetContainer(CosmosWire.Database, CosmosWire.Container)
            .CreateItemStreamAsync(new MemoryStream("""{"id":"alien","partition":"tenant/failures"}"""u8.ToArray()), new PartitionKey(Partition));

        var failure = await Assert.ThrowsAsync<DamagedStoreException>(async () => await store.ReadAsync(Partition, "alien", default));

        Assert.Contains("alien", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<DocumentWrite> Prepare(CosmosDocumentStore store, DocumentWriteKind kind, string id)
    {
        if (kind == DocumentWriteKind.Create)
        {
            return DocumentWrite.Create(id, Samples.Bytes("new"));
        }

        await store.CommitAsync(Partition, [DocumentWrite.Put(id, Samples.Bytes("old"))], default);
        var etag = (await store.ReadAsync(Partition, id, default))!.ETag;
        return kind switch
        {
            DocumentWriteKind.Replace => DocumentWrite.Replace(id, Samples.Bytes("new"), etag),
            DocumentWriteKind.Delete => DocumentWrite.Delete(id, etag),
            _ => DocumentWrite.Put(id, Samples.Bytes("new")),
        };
    }

    private static async Task<bool> Commit(CosmosDocumentStore store, DocumentWrite write, bool together) =>
        await store.CommitAsync(Partition, together ? [write, DocumentWrite.Put("beside", Samples.Bytes("1"))] : [write], default);

    private static async Task<bool> IsMade(CosmosDocumentStore store, DocumentWrite write)
    {
        var found = await store.ReadAsync(Partition, write.Id, default);
        return write.Kind == DocumentWriteKind.Delete ? found is null : found is not null && Samples.Text(found.Body) == "new";
    }
}
