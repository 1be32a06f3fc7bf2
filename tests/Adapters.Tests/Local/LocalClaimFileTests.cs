using Tallystick.Local.Claims;
using Tallystick.Local.Files;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class LocalClaimFileTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("tallystick-");

    [Fact]
    public void A_file_that_is_longer_than_a_location_can_say_is_damaged()
    {
        var path = Path.Combine(directory.FullName, "1.claims");
        File.WriteAllBytes(path, []);
        using var file = new ClaimFile(1, 1, path);
        var claim = new byte[ClaimBlock.ClaimSize];
        var last = ClaimLocation.MaxLength - claim.Length;
        var visited = new List<ClaimLocation>();
        file.Read(claim, last, (_, location) => visited.Add(location));

        var damaged = Assert.Throws<DamagedFileException>(() => file.Read(claim, last + 1, (_, location) => visited.Add(location)));

        Assert.Equal((path, last + 1L), (damaged.Path, damaged.Offset));
        Assert.Equal([new ClaimLocation(1, last)], visited);
    }

    public void Dispose() => directory.Delete(recursive: true);
}
