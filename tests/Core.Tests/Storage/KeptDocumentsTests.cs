using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Core.Tests.Storage;

public sealed class KeptDocumentsTests
{
    private readonly ManualTime time = new();
    private readonly MemoryDocumentStore store = new();

    [Fact]
    public async Task A_document_is_handed_out_again_until_it_is_as_old_as_it_may_be()
    {
        var kept = Over(keepsAbsence: false);
        await PutAsync("1");
        Assert.Equal("1", await ReadAsync(kept));
        await PutAsync("2");

        time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.Equal("1", await ReadAsync(kept));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("2", await ReadAsync(kept));
    }

    [Theory]
    [InlineData(false, "1")]
    [InlineData(true, null)]
    public async Task A_document_that_was_not_there_is_looked_for_again_unless_its_absence_is_kept_too(bool keepsAbsence, string? expected)
    {
        var kept = Over(keepsAbsence);
        Assert.Null(await ReadAsync(kept));
        await PutAsync("1");

        Assert.Equal(expected, await ReadAsync(kept));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("1", await ReadAsync(kept));
    }

    [Fact]
    public async Task Documents_that_are_not_to_be_kept_are_read_every_time()
    {
        var kept = new KeptDocuments(store, Duration.FromSeconds(5), time, (_, id) => id != "a", keepsAbsence: true);
        await PutAsync("1");
        Assert.Equal("1", await ReadAsync(kept));
        await PutAsync("2");
        Assert.Equal("2", await ReadAsync(kept));
    }

    [Fact]
    public async Task Lists_counts_and_commits_are_the_stores()
    {
        var kept = Over(keepsAbsence: true);
        Assert.True(await kept.CommitAsync("p", [DocumentWrite.Create("a", Samples.Bytes("1"))], default));
        Assert.False(await kept.CommitAsync("p", [DocumentWrite.Create("a", Samples.Bytes("2"))], default));
        Assert.Equal([true, false], await kept.CommitAllAsync([new("p", [DocumentWrite.Create("b", Samples.Bytes("1"))]), new("p", [DocumentWrite.Create("a", Samples.Bytes("1"))])], default));
        Assert.Equal(2, await kept.CountAsync(DocumentRange.WithPrefix("p", ""), default));
        Assert.Equal(["a", "b"], (await kept.ListAsync(DocumentRange.WithPrefix("p", ""), descending: false, 0, 10, default)).Select(document => document.Id));
    }

    private KeptDocuments Over(bool keepsAbsence) => new(store, Duration.FromSeconds(5), time, (_, _) => true, keepsAbsence);

    private async Task PutAsync(string text) => Assert.True(await store.CommitAsync("p", [DocumentWrite.Put("a", Samples.Bytes(text))], default));

    private static async Task<string?> ReadAsync(KeptDocuments kept) => await kept.ReadAsync("p", "a", default) is { } found ? Samples.Text(found.Body) : null;
}
