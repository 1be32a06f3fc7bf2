using Tallystick.Core.Storage;

namespace Tallystick.Tests.Contracts;

/// <summary>What <see cref="IDocumentStore"/> promises: single documents, conditions, atomicity, bounds.</summary>
public abstract class DocumentStoreContract
{
    protected const string Partition = "tenant/catalog";

    /// <summary>An empty store.</summary>
    protected abstract IDocumentStore Store { get; }

    [Fact]
    public async Task A_document_is_read_as_it_was_written()
    {
        await Commit(DocumentWrite.Create("a", Samples.Bytes("""{"x":"ü"}""")));

        var read = await Read("a");

        Assert.Equal("a", read!.Id);
        Assert.Equal("""{"x":"ü"}""", Samples.Text(read.Body));
    }

    [Fact]
    public async Task What_is_not_there_reads_as_null_and_then_as_what_was_created()
    {
        Assert.Null(await Read("a"));

        await Commit(DocumentWrite.Create("a", Samples.Bytes("1")));

        Assert.NotNull(await Read("a"));
    }

    [Fact]
    public async Task Partitions_are_apart()
    {
        await Commit(DocumentWrite.Create("a", Samples.Bytes("1")));

        Assert.True(await Store.CommitAsync("other", [DocumentWrite.Create("a", Samples.Bytes("2"))], default));
        Assert.Equal("1", Samples.Text((await Read("a"))!.Body));
        Assert.Equal("2", Samples.Text((await Store.ReadAsync("other", "a", default))!.Body));
    }

    [Fact]
    public async Task The_caller_owns_its_buffer_once_the_call_has_returned()
    {
        var buffer = Samples.Bytes("1").ToArray();
        await Commit(DocumentWrite.Create("a", buffer));

        buffer[0] = (byte)'9';

        Assert.Equal("1", Samples.Text((await Read("a"))!.Body));
    }

    [Fact]
    public async Task An_etag_changes_with_every_write_even_of_the_same_bytes_and_never_comes_back()
    {
        var seen = new HashSet<string>();
        for (var round = 0; round < 3; round++)
        {
            Assert.True(await Commit(DocumentWrite.Create("a", Samples.Bytes("1"))));
            Assert.True(seen.Add((await Read("a"))!.ETag));
            Assert.True(await Commit(DocumentWrite.Put("a", Samples.Bytes("1"))));
            Assert.True(seen.Add((await Read("a"))!.ETag));
            Assert.True(await Commit(DocumentWrite.Replace("a", Samples.Bytes("1"), (await Read("a"))!.ETag)));
            Assert.True(seen.Add((await Read("a"))!.ETag));
            Assert.True(await Commit(DocumentWrite.Delete("a", (await Read("a"))!.ETag)));
        }
    }

    [Fact]
    public async Task An_etag_stays_while_nobody_writes()
    {
        await Commit(DocumentWrite.Create("a", Samples.Bytes("1")));

        Assert.Equal((await Read("a"))!.ETag, (await Read("a"))!.ETag);
        Assert.Equal((await Read("a"))!.ETag, (await List())[0].ETag);
    }

    /// <summary>The kind of write, what stands before (nothing, the version named, another version), whether it is made.</summary>
    [Theory]
    [InlineData(DocumentWriteKind.Create, "nothing", true)]
    [InlineData(DocumentWriteKind.Create, "other", false)]
    [InlineData(DocumentWriteKind.Replace, "nothing", false)]
    [InlineData(DocumentWriteKind.Replace, "same", true)]
    [InlineData(DocumentWriteKind.Replace, "other", false)]
    [InlineData(DocumentWriteKind.Put, "nothing", true)]
    [InlineData(DocumentWriteKind.Put, "other", true)]
    [InlineData(DocumentWriteKind.Delete, "nothing", false)]
    [InlineData(DocumentWriteKind.Delete, "same", true)]
    [InlineData(DocumentWriteKind.Delete, "other", false)]
    public async Task A_write_is_made_where_its_condition_holds(DocumentWriteKind kind, string before, bool made)
    {
        var etag = await Prepare(before);
        DocumentWrite write = kind switch
        {
            DocumentWriteKind.Create => DocumentWrite.Create("a", Samples.Bytes("new")),
            DocumentWriteKind.Replace => DocumentWrite.Replace("a", Samples.Bytes("new"), etag),
            DocumentWriteKind.Put => DocumentWrite.Put("a", Samples.Bytes("new")),
            _ => DocumentWrite.Delete("a", etag),
        };

        Assert.Equal(made, await Commit(write));

        var after = await Read("a");
        var old = before == "nothing" ? null : "old";
        Assert.Equal(!made ? old : kind == DocumentWriteKind.Delete ? null : "new", after is null ? null : Samples.Text(after.Body));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_condition_that_fails_undoes_the_whole_commit(int failing)
    {
        await Commit(DocumentWrite.Create("taken", Samples.Bytes("old")));
        var writes = new List<DocumentWrite>
        {
            DocumentWrite.Create("new", Samples.Bytes("1")),
            DocumentWrite.Replace("taken", Samples.Bytes("1"), (await Read("taken"))!.ETag),
        };
        writes.Insert(failing, DocumentWrite.Delete("missing", "1"));

        Assert.False(await Commit([.. writes]));

        Assert.Null(await Read("new"));
        Assert.Equal("old", Samples.Text((await Read("taken"))!.Body));
        Assert.Equal(1, await Store.CountAsync(DocumentRange.WithPrefix(Partition, ""), default));
    }

    [Fact]
    public async Task A_commit_makes_all_kinds_of_writes_together()
    {
        await Commit(DocumentWrite.Create("b", Samples.Bytes("old")), DocumentWrite.Create("c", Samples.Bytes("old")));

        Assert.True(await Commit(
            DocumentWrite.Create("a", Samples.Bytes("1")),
            DocumentWrite.Replace("b", Samples.Bytes("2"), (await Read("b"))!.ETag),
            DocumentWrite.Delete("c", (await Read("c"))!.ETag),
            DocumentWrite.Put("d", Samples.Bytes("4"))));

        Assert.Equal(["a1", "b2", "d4"], (await List()).Select(document => document.Id + Samples.Text(document.Body)));
    }

    [Fact]
    public async Task The_largest_commit_is_taken()
    {
        var writes = Enumerable.Range(0, DocumentBounds.MaxWrites)
            .Select(i => DocumentWrite.Create($"{i}", new byte[DocumentBounds.MaxCommitBytes / DocumentBounds.MaxWrites]))
            .ToArray();

        Assert.True(await Commit(writes));
        Assert.Equal(writes.Length, (await List()).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("ü")]
    [InlineData("a\u007f")]
    [InlineData("a\nb")]
    [InlineData(null)]
    public async Task An_id_out_of_bounds_is_refused(string? id)
    {
        id ??= new string('a', DocumentBounds.MaxName + 1);

        await Assert.ThrowsAsync<ArgumentException>(() => Commit(DocumentWrite.Put(id, Samples.Bytes("1"))));
        await Assert.ThrowsAsync<ArgumentException>(() => Read(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ü")]
    [InlineData("a#b")]
    [InlineData(null)]
    public async Task A_partition_out_of_bounds_is_refused(string? partition)
    {
        partition ??= new string('a', DocumentBounds.MaxName + 1);

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Store.CommitAsync(partition, [DocumentWrite.Put("a", default)], default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.ReadAsync(partition, "a", default));
    }

    [Fact]
    public async Task A_commit_out_of_bounds_is_refused()
    {
        var tooMany = Enumerable.Range(0, DocumentBounds.MaxWrites + 1)
            .Select(i => DocumentWrite.Put($"{i}", Samples.Bytes("1")))
            .ToArray();

        await Assert.ThrowsAsync<ArgumentException>(() => Commit());
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(tooMany));
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(tooMany[0], tooMany[0]));
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(DocumentWrite.Put("a", new byte[DocumentBounds.MaxCommitBytes + 1])));
        Assert.Empty(await List());
    }

    [Fact]
    public async Task Of_several_commits_each_is_made_or_not_by_itself()
    {
        await Commit(DocumentWrite.Create("standing", Samples.Bytes("1")));
        DocumentCommit[] commits =
        [
            new(Partition, [DocumentWrite.Create("a", Samples.Bytes("1")), DocumentWrite.Create("b", Samples.Bytes("2"))]),
            new(Partition, [DocumentWrite.Create("c", Samples.Bytes("3")), DocumentWrite.Create("standing", Samples.Bytes("4"))]),
            new("other", [DocumentWrite.Put("a", Samples.Bytes("5"))]),
        ];

        Assert.Equal([true, false, true], await Store.CommitAllAsync(commits, default));
        Assert.Equal(["a=1", "b=2", "standing=1"], (await List()).Select(document => $"{document.Id}={Samples.Text(document.Body)}"));
        Assert.Equal("5", Samples.Text((await Store.ReadAsync("other", "a", default))!.Body));
        Assert.Empty(await Store.CommitAllAsync([], default));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.CommitAsync(Partition, [DocumentWrite.Put("a", Samples.Bytes("1"))], cancelled));

        Assert.Null(await Read("a"));
    }

    protected async Task<bool> Commit(params DocumentWrite[] writes) => await Store.CommitAsync(Partition, writes, default);

    protected async Task<StoredDocument?> Read(string id) => await Store.ReadAsync(Partition, id, default);

    private async Task<IReadOnlyList<StoredDocument>> List() =>
        await Store.ListAsync(DocumentRange.WithPrefix(Partition, ""), descending: false, 0, int.MaxValue, default);

    private async Task<string> Prepare(string before)
    {
        if (before == "nothing")
        {
            return "1";
        }

        await Commit(DocumentWrite.Create("a", Samples.Bytes("first")));
        var first = (await Read("a"))!.ETag;
        await Commit(DocumentWrite.Put("a", Samples.Bytes("old")));
        return before == "same" ? (await Read("a"))!.ETag : first;
    }
}
