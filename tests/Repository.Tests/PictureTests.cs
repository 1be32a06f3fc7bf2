using System.Text.RegularExpressions;

namespace Tallystick.Tests.Repository.Tests;

public partial class PictureTests
{
    private const string Folder = "docs/pictures/";
    private const int MaxBytes = 150_000;

    private static readonly string Readme = Repository.Read("README.md");

    [Fact]
    public void The_README_shows_every_picture_and_no_other()
    {
        var shown = Shown().Matches(Readme).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

        Assert.NotEmpty(Repository.Files("*.png"));
        Assert.Equal(Repository.Files("*.png").Where(path => path.StartsWith(Folder, StringComparison.Ordinal)), shown);
    }

    [Fact]
    public void A_picture_says_in_words_what_it_shows() =>
        Assert.All(Image().Matches(Readme), image => Assert.Matches("alt=\"[^\"]{20,}\"", image.Value));

    [Fact]
    public void Pictures_are_small() =>
        Assert.All(Repository.Files("*.png"), path => Assert.InRange(new FileInfo(Path.Combine(Repository.Root, path)).Length, 1, MaxBytes));

    [GeneratedRegex("docs/pictures/[a-z-]+\\.png")]
    private static partial Regex Shown();

    [GeneratedRegex("<img [^>]*>")]
    private static partial Regex Image();
}
