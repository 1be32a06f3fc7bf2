using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Tallystick.Tests.Triggers.Tests.Kit;

namespace Tallystick.Tests.Triggers.Tests;

/// <summary>What is deployed has all that the app needs, and nothing of this machine's.</summary>
public sealed class PublishedAppTests(PublishedApp app) : IClassFixture<PublishedApp>
{
    [Fact]
    public void It_carries_the_pages_as_they_are_built()
    {
        var built = RepositoryFile.Path("functions", "Dashboard", "dist");
        var pages = Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(built, file)).ToList();
        Assert.All(["index.html", "portal.html", "checkout.html"], page => Assert.Contains(page, pages));
        Assert.All(pages, page => Assert.Equal(File.ReadAllBytes(Path.Combine(built, page)), File.ReadAllBytes(app.FileAt("dashboard", page))));
    }

    [Fact]
    public void It_carries_the_fonts_of_invoices()
    {
        using var assembly = new PEReader(File.OpenRead(app.FileAt("Tallystick.Paper.dll")));
        var metadata = assembly.GetMetadataReader();
        var fonts = metadata.ManifestResources.Select(handle => metadata.GetString(metadata.GetManifestResource(handle).Name));
        Assert.Equal(
            Directory.EnumerateFiles(RepositoryFile.Path("functions", "Paper", "Fonts"), "*.ttf").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            fonts.Where(name => name.EndsWith(".ttf", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_carries_the_hosts_settings_and_none_of_a_developers()
    {
        Assert.Equal(RepositoryFile.Read("host.json"), File.ReadAllText(app.FileAt("host.json")));
        Assert.False(File.Exists(app.FileAt("local.settings.json")));
    }

    [Theory]
    [InlineData("", "Tally__Backend is ''; the back ends are 'Local' and 'Azure'.")]
    [InlineData("Azure", "TallyEventHub is missing; the back end 'Azure' needs it.")]
    [InlineData("Local", "Tally__DataDirectory is missing; the back end 'Local' needs it.")]
    public async Task It_does_not_start_without_its_settings_and_says_in_one_line_which_is_missing(string backend, string line)
    {
        var (exitCode, _, errors) = await app.StartAsync(("Tally__Backend", backend));
        Assert.Equal((1, line), (exitCode, errors.TrimEnd()));
    }
}
