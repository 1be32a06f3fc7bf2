using System.Text.RegularExpressions;

namespace Tallystick.Tests.Repository.Tests;

/// <summary>The argument for exactly-once names tests and laws: what it names is there.</summary>
public partial class ArgumentTests
{
    private static readonly string Argument = Repository.Read("docs/exactly-once.md");
    private static readonly IReadOnlyDictionary<string, string> Tests = Repository.Files("*.cs")
        .Where(path => path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("tests/Repository.Tests/", StringComparison.Ordinal))
        .ToDictionary(path => path, Repository.Read);

    [Fact]
    public void Every_test_that_it_names_is_there()
    {
        var names = TestName().Matches(Argument).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).Distinct().ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(Tests.Any(file =>
            Path.GetFileName(file.Key).Split('.')[0] == name.Class && file.Value.Contains($" {name.Method}(", StringComparison.Ordinal)), $"{name}"));
    }

    [Fact]
    public void Every_class_of_tests_that_it_names_is_there()
    {
        var names = ClassName().Matches(Argument).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(Tests.Keys.Any(path => Path.GetFileNameWithoutExtension(path) == name), name));
    }

    [Fact]
    public void Every_law_that_it_names_is_looked_after_by_the_simulator()
    {
        var names = LawName().Matches(Argument).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(Tests.Any(file =>
            file.Key.StartsWith("tests/Simulation/", StringComparison.Ordinal) && file.Value.Contains($"\"{name}\"", StringComparison.Ordinal)), $"{name}"));
    }

    [GeneratedRegex("`([A-Za-z]+(?:Tests|Contract))\\.([A-Za-z_]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex ClassName();

    [GeneratedRegex("`([A-Z]{2,}(?:_[A-Z]+)+)`")]
    private static partial Regex LawName();
}
