using Tallystick.Core.Storage;
using Tallystick.Local.Sqlite;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>Directories that were written by a version before.</summary>
public sealed class LocalFormatTests : IDisposable
{
    private readonly TemporaryBackend local = new();

    public void Dispose() => local.Dispose();

    [Fact]
    public async Task A_directory_without_a_journal_of_the_documents_is_raised()
    {
        await local.Backend.Documents.CommitAsync("p", [DocumentWrite.Put("a", Samples.Bytes("1"))], default);
        local.Close();
        Directory.Delete(local.Of("documents"), recursive: true);
        using (var database = SqliteFile.Open(local.Of("documents.db"), cacheKilobytes: 100))
        {
            database.Execute("DROP TABLE journal");
        }

        var format = File.ReadAllText(local.Of("format.json"));
        File.WriteAllText(local.Of("format.json"), format.Replace("\"version\":2", "\"version\":1", StringComparison.Ordinal));

        Assert.NotNull(await local.Backend.Documents.ReadAsync("p", "a", default));
        Assert.Equal(format, File.ReadAllText(local.Of("format.json")));
        await local.Backend.Documents.CommitAsync("p", [DocumentWrite.Put("b", Samples.Bytes("1"))], default);
        local.Close();
        Assert.NotNull(await local.Backend.Documents.ReadAsync("p", "b", default));
    }
}
