using System.Text.RegularExpressions;

namespace Tallystick.Tests.Repository.Tests;

public partial class FileTests
{
    private const int MedianLines = 60;
    private const int LongLines = 200;

    // Longer files say why at their top; there is no room here for many.
    private const int LongestLines = 400;

    [Fact]
    public void Half_of_the_product_s_files_have_at_most_sixty_lines_and_nine_in_ten_at_most_two_hundred()
    {
        var lines = Repository.Files("*.cs").Where(path => path.StartsWith("functions/", StringComparison.Ordinal))
            .Select(path => Repository.Read(path).Count(character => character == '\n')).Order().ToList();

        Assert.InRange(lines[lines.Count / 2], 1, MedianLines);
        Assert.InRange(lines[lines.Count * 9 / 10], 1, LongLines);
        Assert.InRange(lines[^1], 1, LongestLines);
    }

    [Fact]
    public void A_file_has_one_public_type_and_its_name()
    {
        var wrong = Repository.Files("*.cs").Where(path => path.StartsWith("functions/", StringComparison.Ordinal))
            .Select(path => (Path: path, Types: PublicType().Matches(Repository.Read(path)).Select(match => match.Groups[1].Value).Distinct().ToList()))
            .Where(file => file.Types.Count > 1 || (file.Types.Count == 1 && file.Types[0] != Path.GetFileNameWithoutExtension(file.Path)))
            .Select(file => $"{file.Path}: {string.Join(", ", file.Types)}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_namespace_follows_its_folder()
    {
        var wrong = Repository.Files("*.cs").Where(path => path.StartsWith("functions/", StringComparison.Ordinal))
            .Select(path => (Path: path, Namespace: Namespace().Match(Repository.Read(path)).Groups[1].Value))
            .Where(file => file.Namespace.Length > 0 && file.Namespace != "Tallystick." + string.Join('.', file.Path.Split('/')[1..^1]))
            .Select(file => $"{file.Path}: {file.Namespace}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Functions.sln").Replace('\\', '/');

        Assert.All(Repository.Files("*.csproj"), project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void The_local_filter_has_every_project_that_needs_no_azure_package()
    {
        var filter = Repository.Read("Local.slnf");
        var expected = Repository.Files("*.csproj").Where(project => !NeedsAzure(project)).ToList();

        Assert.All(expected, project => Assert.Contains($"\"{project}\"", filter, StringComparison.Ordinal));
        Assert.Equal(expected.Count, filter.Split(".csproj\"").Length - 1);
    }

    [Fact]
    public void A_link_in_a_document_leads_to_a_file()
    {
        var broken = Repository.Files("*.md").SelectMany(path => Link().Matches(Repository.Read(path)).Select(match => (Path: path, Target: match.Groups[1].Value)))
            .Where(link => !link.Target.Contains("://", StringComparison.Ordinal) && !link.Target.StartsWith('#') && !link.Target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(link => !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(link.Path)!, link.Target.Split('#')[0])))
            .Select(link => $"{link.Path} → {link.Target}");

        Assert.Empty(broken);
    }

    [Fact]
    public void No_file_names_a_path_of_one_machine()
    {
        string[] patterns = ["*.cs", "*.md", "*.json", "*.yml", "*.bicep", "*.mjs", "*.csproj", "*.props"];
        var wrong = patterns.SelectMany(Repository.Files).Where(path => Suspicious().IsMatch(Repository.Read(path)));

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_lock_of_packages_names_what_they_must_be_and_not_where_they_are_from()
    {
        var locks = Repository.Files("package-lock.json");

        Assert.NotEmpty(locks);
        Assert.All(locks, path => Assert.DoesNotContain("\"resolved\"", Repository.Read(path), StringComparison.Ordinal));
    }

    private static bool NeedsAzure(string project) =>
        Regex.IsMatch(Repository.Read(project), "Include=\"(Azure\\.|Microsoft\\.Azure\\.)|Cloud\\.csproj|Triggers\\.csproj", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"^public (?:(?:static|sealed|abstract|readonly|partial) )*(?:class|record struct|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"/work/(main|wt|shared)|/root/\.")]
    private static partial Regex Suspicious();
}
