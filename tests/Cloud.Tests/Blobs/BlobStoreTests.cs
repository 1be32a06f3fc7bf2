using Azure.Storage.Blobs;
using Tallystick.Cloud.Blobs;
using Tallystick.Core.Blobs;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.Blobs;

public sealed class BlobStoreTests(AzuriteBlobs azurite) : BlobStoreContract, IClassFixture<AzuriteBlobs>
{
    private readonly BlobContainerClient container = azurite.NewContainer();

    protected override IBlobStore Store => new BlobStore(container);

    [Fact]
    public async Task A_blob_is_found_under_its_own_name()
    {
        await Store.PutAsync("acme/inv_1.json", Samples.Bytes("{}"), default);

        Assert.Equal("{}", (await container.GetBlobClient("acme/inv_1.json").DownloadContentAsync()).Value.Content.ToString());
    }

    [Theory]
    [InlineData("a.b/c", "a.b/c")]
    [InlineData("a.", "a.~")]
    [InlineData("a./b..", "a.~/b..~")]
    [InlineData("a.~", "a.~~")]
    [InlineData("a.~/b", "a.~~/b")]
    public void No_part_of_a_path_ends_with_a_dot(string name, string path) => Assert.Equal(path, BlobPath.Of(name));

    [Fact]
    public void No_two_names_have_one_path()
    {
        var names = Words("a.~/", 6).Where(IsName).ToList();

        Assert.True(names.Count > 1000);
        Assert.Equal(names.Count, names.Select(BlobPath.Of).Distinct().Count());
        Assert.DoesNotContain(names.Select(BlobPath.Of), path => path.EndsWith('.') || path.Contains("./", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Words(string letters, int most) =>
        most == 0 ? [""] : Words(letters, most - 1).SelectMany(word => letters.Select(letter => word + letter).Append(word)).Distinct();

    private static bool IsName(string name) => name.Split('/').All(part => part is not ("" or "." or ".."));
}
