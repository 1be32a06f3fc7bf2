using Tallystick.Core.Storage;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class LocalDirectoryTests : IDisposable
{
    private readonly TemporaryBackend local = new();

    [Fact]
    public void A_directory_that_is_open_cannot_be_opened_again()
    {
        _ = local.Backend;

        var refused = Assert.Throws<IOException>(() => Open());

        Assert.Contains(local.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("another process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_of_another_layout_is_refused()
    {
        File.WriteAllText(local.Of("format.json"), """{"version":99,"logPartitions":2,"logNumber":0}""");

        Assert.Contains("format.json", Assert.Throws<InvalidDataException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_of_something_else_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(local.Of("thesis.txt"), "mine");

        Assert.Contains("thesis.txt", Assert.Throws<InvalidDataException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.Equal(["lock", "thesis.txt"], Directory.EnumerateFileSystemEntries(local.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void A_number_of_partitions_out_of_bounds_is_refused(int partitions) =>
        Assert.Throws<ArgumentException>(
            () => LocalBackend.Open(local.Path, new LocalOptions { LogPartitions = partitions }, new ManualTime()));

    [Fact]
    public void A_directory_that_failed_to_open_is_not_held()
    {
        _ = local.Backend;
        local.Close();
        Directory.Move(local.Of("claims"), local.Of("aside"));
        File.WriteAllBytes(local.Of("claims"), [1]);
        Assert.ThrowsAny<Exception>(() => Open());
        File.Delete(local.Of("claims"));
        Directory.Move(local.Of("aside"), local.Of("claims"));

        Assert.NotNull(local.Backend);
    }

    [Fact]
    public async Task Bug_Nobody_but_the_owner_can_look_into_what_is_made()
    {
        var path = local.Of("data");
        await using (var backend = LocalBackend.Open(path, new LocalOptions(), new ManualTime()))
        {
            await backend.Documents.CommitAsync("org_acme/billing", [DocumentWrite.Create("one", "{}"u8.ToArray())], default);
            await backend.Blobs.PutAsync("invoices/one", "one"u8.ToArray(), default);
            await backend.Mailer.SendAsync(MailerContract.Mail(), default);
            Check(path);
        }

        Check(path);
    }

    public void Dispose() => local.Dispose();

    private static void Check(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (file, directory) = (UnixFileMode.UserRead | UnixFileMode.UserWrite, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string[] made = [path, .. Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories)];
        Assert.Contains(made, entry => entry.EndsWith(".eml", StringComparison.Ordinal));
        foreach (var entry in made)
        {
            Assert.Equal((entry, Directory.Exists(entry) ? directory : file), (entry, File.GetUnixFileMode(entry)));
        }
    }

    private LocalBackend Open() => LocalBackend.Open(local.Path, new LocalOptions(), new ManualTime());
}
