using Tallystick.Core.Storage;
using Tallystick.Local;
using Tallystick.Local.Files;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>Commits that are in the journal and not in the table yet.</summary>
public sealed class LocalDocumentJournalTests : IDisposable
{
    private const string Partition = "tenant/catalog";
    private readonly FaultyDisk disk = new();
    private readonly TemporaryBackend local;

    public LocalDocumentJournalTests() => local = new TemporaryBackend(new LocalOptions { LogPartitions = 1, Disk = disk });

    private IDocumentStore Store => local.Backend.Documents;

    public void Dispose() => local.Dispose();

    [Fact]
    public async Task After_a_kill_every_commit_is_there_with_its_etag()
    {
        await PutAsync("old");
        local.Close();
        var old = await Store.ReadAsync(Partition, "old", default);
        Assert.True(await Store.CommitAsync(Partition, [DocumentWrite.Delete("old", old!.ETag), DocumentWrite.Create("a", Samples.Bytes("1"))], default));
        await PutAsync("b");
        await PutAsync("b", "later");

        using var copy = KilledCopy.Of(local);
        Assert.Null(await copy.Backend.Documents.ReadAsync(Partition, "old", default));
        Assert.Equal(await ListAsync(Store), await ListAsync(copy.Backend.Documents));

        // And once more, when the table has them.
        copy.Close();
        Assert.Equal(await ListAsync(Store), await ListAsync(copy.Backend.Documents));
        Assert.Equal(["a", "b"], (await ListAsync(Store)).Select(document => document.Id));
    }

    [Fact]
    public async Task Lists_and_counts_show_what_is_pending_beside_what_the_table_has()
    {
        foreach (var id in new[] { "a", "c", "e", "g" })
        {
            await PutAsync(id, "table");
        }

        local.Close();
        var gone = (await Store.ReadAsync(Partition, "e", default))!.ETag;
        await Store.CommitAsync(
            Partition,
            [DocumentWrite.Put("b", Samples.Bytes("new")), DocumentWrite.Put("c", Samples.Bytes("new")), DocumentWrite.Delete("e", gone), DocumentWrite.Put("h", Samples.Bytes("new"))],
            default);
        string[] expected = ["a table", "b new", "c new", "g table", "h new"];
        var all = DocumentRange.WithPrefix(Partition, "");

        Assert.Equal(5, await Store.CountAsync(all, default));
        Assert.Equal(2, await Store.CountAsync(all with { From = "b", To = "e" }, default));
        for (var skip = 0; skip <= expected.Length; skip++)
        {
            for (var take = 1; take <= expected.Length; take++)
            {
                Assert.Equal(expected.Skip(skip).Take(take), Shown(await Store.ListAsync(all, descending: false, skip, take, default)));
                Assert.Equal(expected.Reverse().Skip(skip).Take(take), Shown(await Store.ListAsync(all, descending: true, skip, take, default)));
            }
        }
    }

    [Fact]
    public async Task A_torn_last_write_is_cut_off()
    {
        await PutAsync("a");
        var whole = FramesOf(local);
        for (var torn = 1; torn < whole.Length; torn++)
        {
            using var copy = KilledCopy.Of(local);
            var journal = JournalOf(copy);
            File.WriteAllBytes(journal, [.. whole, .. whole[..torn]]);

            Assert.NotNull(await copy.Backend.Documents.ReadAsync(Partition, "a", default));
            Assert.Equal(whole.Length, new FileInfo(journal).Length);
        }
    }

    [Fact]
    public async Task Every_changed_byte_before_the_last_write_is_told()
    {
        await PutAsync("a");
        var first = FramesOf(local).Length;
        await PutAsync("b");
        for (var offset = 0; offset < first; offset++)
        {
            using var copy = KilledCopy.Of(local);
            var journal = JournalOf(copy);
            KilledCopy.Flip(journal, offset);
            var before = File.ReadAllBytes(journal);

            var damaged = Assert.Throws<DamagedFileException>(() => copy.Backend);

            Assert.Equal((journal, 0L), (damaged.Path!, damaged.Offset));
            Assert.Equal(before, File.ReadAllBytes(journal));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_journal_that_was_taken_away_is_missed(bool reopened)
    {
        await PutAsync("a");
        if (reopened)
        {
            local.Close();
            await PutAsync("b");
        }

        using var copy = KilledCopy.Of(local);
        Directory.Delete(copy.Of("documents"), recursive: true);
        Assert.Contains(copy.Of("documents"), Assert.Throws<DamagedFileException>(() => copy.Backend).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_without_its_table_is_told()
    {
        await PutAsync("a");
        using var copy = KilledCopy.Of(local);
        File.Delete(copy.Of("documents.db"));
        Assert.Contains("documents.db is missing", Assert.Throws<DamagedFileException>(() => copy.Backend).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_of_an_older_journal_is_not_read_again()
    {
        await PutAsync("a", "old");
        var older = JournalOf(local);
        var content = FramesOf(local);
        local.Close();
        await PutAsync("a", "new");
        using var copy = KilledCopy.Of(local);
        File.WriteAllBytes(copy.Of("documents", Path.GetFileName(older)), content);

        Assert.Equal("new", Samples.Text((await copy.Backend.Documents.ReadAsync(Partition, "a", default))!.Body));
        Assert.Single(Directory.EnumerateFiles(copy.Of("documents")));
    }

    [Fact]
    public async Task A_commit_that_could_not_be_written_has_changed_nothing_and_the_next_one_succeeds()
    {
        await PutAsync("a");
        disk.WriteFails = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync("a", "refused"));
        Assert.Equal("1", Samples.Text((await Store.ReadAsync(Partition, "a", default))!.Body));

        disk.WriteFails = false;
        await PutAsync("b");

        using var copy = KilledCopy.Of(local);
        Assert.Equal(["a 1", "b 1"], Shown(await ListAsync(copy.Backend.Documents)));
    }

    [Fact]
    public async Task Commits_wait_for_a_journal_that_cannot_begin_a_new_file_and_reads_do_not()
    {
        using var small = new TemporaryBackend(new LocalOptions { LogPartitions = 1, Disk = disk, DocumentJournalBytes = 1 });
        var store = small.Backend.Documents;
        await store.CommitAsync(Partition, [DocumentWrite.Put("a", Samples.Bytes("1"))], default);
        disk.FlushFails = true;
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(
                async () => await store.CommitAsync(Partition, [DocumentWrite.Put("a", Samples.Bytes("2"))], default));
            Assert.Equal(["a 1"], Shown(await ListAsync(store)));
        }

        disk.FlushFails = false;
        Assert.True(await store.CommitAsync(Partition, [DocumentWrite.Put("a", Samples.Bytes("3"))], default));
        Assert.Equal(["a 3"], Shown(await ListAsync(store)));
        Assert.InRange(Directory.EnumerateFiles(small.Of("documents")).Count(), 1, 2);
    }

    [Fact]
    public async Task After_a_kill_a_byte_changed_in_the_last_write_of_the_log_is_told()
    {
        await local.Backend.Log.AppendAsync([Samples.Entry(1, "x")], default);
        await PutAsync("a");
        using var copy = KilledCopy.Of(local);
        var log = Assert.Single(Directory.EnumerateFiles(copy.Of("log", "0")));
        var end = Array.FindLastIndex(File.ReadAllBytes(log), value => value != 0);
        KilledCopy.Flip(log, end - 3);

        Assert.Equal(log, Assert.Throws<DamagedFileException>(() => copy.Backend).Path);
    }

    [Fact]
    public async Task A_write_into_what_is_reserved_does_not_make_the_file_longer()
    {
        await PutAsync("a");
        var (length, frames) = (new FileInfo(JournalOf(local)).Length, FramesOf(local).Length);
        await PutAsync("b");

        Assert.Equal(length, new FileInfo(JournalOf(local)).Length);
        Assert.True(FramesOf(local).Length > frames);
    }

    [Fact]
    public async Task A_closed_directory_has_everything_in_the_table()
    {
        await PutAsync("a");
        local.Close();
        Assert.All(Directory.EnumerateFiles(local.Of("documents")), path => Assert.Equal(0, new FileInfo(path).Length));
    }

    [Fact]
    public async Task A_commit_of_the_largest_size_is_one_frame()
    {
        var writes = Enumerable.Range(0, DocumentBounds.MaxWrites)
            .Select(i => DocumentWrite.Put($"{i:D3}".PadLeft(DocumentBounds.MaxName, 'x'), new byte[DocumentBounds.MaxCommitBytes / DocumentBounds.MaxWrites]))
            .ToList();
        await Store.CommitAsync(new string('p', DocumentBounds.MaxName), writes, default);

        using var copy = KilledCopy.Of(local);
        Assert.Equal(100, await copy.Backend.Documents.CountAsync(DocumentRange.WithPrefix(new string('p', DocumentBounds.MaxName), ""), default));
    }

    private static string JournalOf(TemporaryBackend backend) => Directory.EnumerateFiles(backend.Of("documents")).Max()!;

    /// <summary>The bytes of the last file without the zeros that are reserved behind them.</summary>
    private static byte[] FramesOf(TemporaryBackend backend) => File.ReadAllBytes(JournalOf(backend)).AsSpan().TrimEnd((byte)0).ToArray();

    private static IEnumerable<string> Shown(IEnumerable<StoredDocument> documents) =>
        documents.Select(document => $"{document.Id} {Samples.Text(document.Body)}");

    private static IEnumerable<string> Shown(IEnumerable<(string Id, string ETag, string Body)> documents) =>
        documents.Select(document => $"{document.Id} {document.Body}");

    private static async Task<IReadOnlyList<(string Id, string ETag, string Body)>> ListAsync(IDocumentStore store) =>
    [
        .. (await store.ListAsync(DocumentRange.WithPrefix(Partition, ""), descending: false, 0, 100, default))
            .Select(document => (document.Id, document.ETag, Samples.Text(document.Body))),
    ];

    private async Task PutAsync(string id, string body = "1") =>
        Assert.True(await Store.CommitAsync(Partition, [DocumentWrite.Put(id, Samples.Bytes(body))], default));
}
