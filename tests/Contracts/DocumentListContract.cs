using Tallystick.Core.Storage;

namespace Tallystick.Tests.Contracts;

/// <summary>What <see cref="IDocumentStore"/> promises about ranges.</summary>
public abstract class DocumentListContract
{
    private const string Partition = "tenant/lists";

    /// <summary>An empty store.</summary>
    protected abstract IDocumentStore Store { get; }

    /// <summary>The ids there are, from, to, descending, skip, take, the ids listed, how many are in the range.</summary>
    [Theory]
    [InlineData("a b c", "a", "z", false, 0, 10, "a b c", 3)]
    [InlineData("a b c", "a", "z", true, 0, 10, "c b a", 3)]
    [InlineData("a b c", "a", "c", false, 0, 10, "a b", 2)]
    [InlineData("a b c", "b", "c", false, 0, 10, "b", 1)]
    [InlineData("a b c", "b", "b", false, 0, 10, "", 0)]
    [InlineData("a b c", "c", "a", false, 0, 10, "", 0)]
    [InlineData("a b c d", "", "z", false, 1, 2, "b c", 4)]
    [InlineData("a b c d", "", "z", true, 1, 2, "c b", 4)]
    [InlineData("a b", "", "z", false, 2, 5, "", 2)]
    [InlineData("a b", "", "z", false, 0, int.MaxValue, "a b", 2)]
    [InlineData("c a b", "", "z", false, 0, 1, "a", 3)]
    [InlineData("a A 1 ~ _ - :", " ", "\u007f", false, 0, 10, "- 1 : A _ a ~", 7)]
    [InlineData("w1 w10 w2", "w", "x", false, 0, 10, "w1 w10 w2", 3)]
    public async Task A_range_is_listed_in_ordinal_order(
        string ids, string from, string to, bool descending, int skip, int take, string listed, int count)
    {
        await Create(Partition, ids.Split(' '));
        await Create("tenant/other", ["a", "b", "c"]);
        var range = new DocumentRange(Partition, from, to);

        var found = await Store.ListAsync(range, descending, skip, take, default);

        Assert.Equal(listed, string.Join(' ', found.Select(document => document.Id)));
        Assert.All(found, document => Assert.Equal(document.Id, Samples.Text(document.Body)));
        Assert.Equal(count, await Store.CountAsync(range, default));
    }

    [Fact]
    public async Task A_prefix_takes_ids_that_begin_with_it_alone()
    {
        await Create(Partition, ["pla", "plan", "plan_1", "plan~~", "plao"]);

        var found = await Store.ListAsync(DocumentRange.WithPrefix(Partition, "plan"), descending: false, 0, 10, default);

        Assert.Equal(["plan", "plan_1", "plan~~"], found.Select(document => document.Id));
    }

    [Fact]
    public async Task A_list_sees_what_was_changed_and_deleted_before()
    {
        await Create(Partition, ["a", "b"]);
        var before = await Store.ListAsync(DocumentRange.WithPrefix(Partition, ""), descending: false, 0, 10, default);
        await Store.CommitAsync(
            Partition, [DocumentWrite.Put("a", Samples.Bytes("new")), DocumentWrite.Delete("b", before[1].ETag)], default);

        var after = await Store.ListAsync(DocumentRange.WithPrefix(Partition, ""), descending: false, 0, 10, default);

        Assert.Equal("new", Samples.Text(Assert.Single(after).Body));
        Assert.NotEqual(before[0].ETag, after[0].ETag);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    public async Task A_part_out_of_bounds_is_refused(int skip, int take) => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        async () => await Store.ListAsync(DocumentRange.WithPrefix(Partition, ""), descending: false, skip, take, default));

    private async Task Create(string partition, IEnumerable<string> ids) =>
        Assert.True(await Store.CommitAsync(partition, [.. ids.Select(id => DocumentWrite.Create(id, Samples.Bytes(id)))], default));
}
