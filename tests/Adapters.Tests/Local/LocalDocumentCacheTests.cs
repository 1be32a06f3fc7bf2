using Tallystick.Core.Storage;
using Tallystick.Local;
using Tallystick.Local.Documents;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class LocalDocumentCacheTests : IDisposable
{
    private const string Partition = "tenant/catalog";
    private const long Capacity = 1 << 20;
    private readonly TemporaryBackend local = new(new LocalOptions { DocumentBytesMax = 4 << 20, DocumentCacheBytes = Capacity });

    private IDocumentStore Store => local.Backend.Documents;

    [Fact]
    public async Task A_document_is_handed_out_as_the_same_instance_while_it_stands()
    {
        await Put("a", 10);
        var first = await Store.ReadAsync(Partition, "a", default);

        Assert.Same(first, await Store.ReadAsync(Partition, "a", default));
        Assert.Same(first, (await Store.ListAsync(DocumentRange.WithPrefix(Partition, ""), descending: false, 0, 1, default))[0]);
        await Put("a", 10);
        Assert.NotSame(first, await Store.ReadAsync(Partition, "a", default));
    }

    [Fact]
    public async Task A_document_read_after_reopening_is_remembered()
    {
        await Put("a", 10);
        local.Close();

        Assert.Same(await Store.ReadAsync(Partition, "a", default), await Store.ReadAsync(Partition, "a", default));
    }

    [Fact]
    public async Task The_cache_stays_within_its_bytes()
    {
        for (var i = 0; i < 300; i++)
        {
            await Put($"a{i}", 8000);
            await Store.ReadAsync(Partition, $"missing{i}", default);
        }

        var cache = ((SqliteDocumentStore)Store).Cache;
        Assert.InRange(cache.Size, Capacity / 4, Capacity);
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(8000, (await Store.ReadAsync(Partition, $"a{i}", default))!.Body.Length);
        }
    }

    [Fact]
    public void A_reader_that_is_overtaken_by_a_write_does_not_fill_in_the_old_state()
    {
        var cache = new DocumentCache(Capacity);
        var key = new DocumentKey(Partition, "a");
        Assert.False(cache.TryGet(key, out _, out var stamp));
        var written = new StoredDocument("a", "2", Samples.Bytes("new"));
        cache.Set(key, written);
        cache.Fill(key, new StoredDocument("a", "1", Samples.Bytes("old")), stamp);

        Assert.True(cache.TryGet(key, out var document, out _));
        Assert.Same(written, document);
    }

    [Fact]
    public async Task A_commit_that_outgrows_the_disk_fails_whole_and_smaller_ones_succeed()
    {
        await Put("a", 10);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await Store.CommitAsync(
                    Partition, [DocumentWrite.Put("a", new byte[20]), DocumentWrite.Put($"big{i}", new byte[1_000_000])], default);
            }
        });

        var count = await Store.CountAsync(DocumentRange.WithPrefix(Partition, "big"), default);
        Assert.InRange(count, 1, 4);
        Assert.Null(await Store.ReadAsync(Partition, $"big{count}", default));
        await Put("a", 30);
        local.Close();
        Assert.Equal(30, (await Store.ReadAsync(Partition, "a", default))!.Body.Length);
        Assert.Equal(count, await Store.CountAsync(DocumentRange.WithPrefix(Partition, "big"), default));
    }

    public void Dispose() => local.Dispose();

    private async Task Put(string id, int bytes) =>
        Assert.True(await Store.CommitAsync(Partition, [DocumentWrite.Put(id, new byte[bytes])], default));
}
