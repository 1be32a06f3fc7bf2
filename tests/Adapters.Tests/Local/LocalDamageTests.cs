using Tallystick.Core.Storage;
using Tallystick.Local;
using Tallystick.Local.Files;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>Durable bytes that were changed or taken away while nobody had the directory open.</summary>
public sealed class LocalDamageTests : IDisposable
{
    private const int Commits = 20;

    // The table is written with every commit.
    private readonly TemporaryBackend local = new(new LocalOptions { LogPartitions = 1, DocumentJournalBytes = 1 });

    public void Dispose() => local.Dispose();

    [Theory]
    [InlineData("log/0")]
    [InlineData("claims")]
    public async Task Bug_a_byte_changed_in_the_last_write_was_taken_for_a_torn_end_and_cut_off(string folder)
    {
        await FillAsync();
        local.Close();
        var file = LastFileOf(folder);
        KilledCopy.Flip(file, new FileInfo(file).Length - 3);
        var before = File.ReadAllBytes(file);

        var damaged = Assert.Throws<DamagedFileException>(() => local.Backend);

        Assert.Equal(file, damaged.Path);
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData("log/0")]
    [InlineData("claims")]
    public async Task Bug_files_that_were_taken_away_were_not_missed(string folder)
    {
        await FillAsync();
        local.Close();
        Directory.Delete(local.Of(folder), recursive: true);

        Assert.Throws<DamagedFileException>(() => local.Backend);
    }

    [Fact]
    public async Task Bug_a_log_without_documents_was_opened_as_a_new_directory()
    {
        await FillAsync();
        local.Close();
        File.Delete(local.Of("documents.db"));
        File.Delete(local.Of("documents.db-wal"));

        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.Contains("documents.db is missing", Assert.Throws<DamagedFileException>(() => local.Backend).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("log/0")]
    [InlineData("claims")]
    public async Task The_rest_of_a_write_behind_what_the_documents_know_of_is_cut_off(string folder)
    {
        await FillAsync();
        local.Close();
        var file = LastFileOf(folder);
        var before = File.ReadAllBytes(file);
        File.WriteAllBytes(file, [.. before, .. before[..40]]);

        _ = local.Backend;
        local.Close();

        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public async Task Bug_commits_behind_a_changed_byte_of_the_write_ahead_log_were_dropped_without_a_word()
    {
        await FillAsync();
        for (var part = 0; part <= 9; part++)
        {
            using var copy = KilledCopy.Of(local);
            var wal = copy.Of("documents.db-wal");

            // Up to the middle: many commits stand behind.
            KilledCopy.Flip(wal, new FileInfo(wal).Length * part / 20);

            var damaged = Assert.Throws<DamagedFileException>(() => copy.Backend);
            Assert.Equal(wal, damaged.Path);
        }
    }

    [Fact]
    public async Task A_write_ahead_log_with_a_torn_end_loses_nothing_that_the_journal_has()
    {
        await FillAsync();
        using var copy = KilledCopy.Of(local);
        var wal = copy.Of("documents.db-wal");
        using (var file = File.OpenWrite(wal))
        {
            file.SetLength(file.Length - 100);
        }

        Assert.Equal(Commits, await copy.Backend.Documents.CountAsync(DocumentRange.WithPrefix("p", "d"), default));
    }

    [Fact]
    public async Task The_end_of_a_write_ahead_log_that_is_gone_is_missed_by_the_journal()
    {
        await FillAsync();
        using var copy = KilledCopy.Of(local);
        var wal = copy.Of("documents.db-wal");
        using (var file = File.OpenWrite(wal))
        {
            file.SetLength(file.Length * 3 / 4);
        }

        Assert.EndsWith(".journal", Assert.Throws<DamagedFileException>(() => copy.Backend).Path, StringComparison.Ordinal);
    }

    /// <summary>Records, claims, and then a commit each, as metering makes them.</summary>
    private async Task FillAsync()
    {
        for (var i = 0; i < Commits; i++)
        {
            await local.Backend.Log.AppendAsync([Samples.Entry(i, $"x{i}")], default);
            await local.Backend.Claims.ClaimAsync([Samples.Claim(i, i)], default);
            Assert.True(await local.Backend.Documents.CommitAsync("p", [DocumentWrite.Create($"d{i}", new byte[3000])], default));
        }
    }

    private string LastFileOf(string folder) => Directory.EnumerateFiles(local.Of(folder)).Max()!;
}
