using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tallystick.Tests.Repository.Tests.Infrastructure;

/// <summary>The Bicep files agree with each other, on machines without their compiler too; what only that sees is checked with the tests of the triggers.</summary>
public sealed partial class BicepTests
{
    private static readonly IReadOnlyList<BicepFile> All = BicepFile.All();

    public static TheoryData<string> Files => [.. All.Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Brackets_are_closed(string path) => Assert.Equal(0, Of(path).OpenBrackets());

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_name_is_declared(string path) => Assert.Empty(Of(path).Undeclared());

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_parameter_and_variable_is_used(string path) => Assert.Empty(Of(path).Unused());

    [Theory]
    [MemberData(nameof(Files))]
    public void A_module_is_given_what_it_asks_for_and_nothing_else(string path) => Assert.All(Of(path).Modules, module =>
    {
        var file = Of(module.Path);
        Assert.Empty(module.Parameters.Except(file.Parameters.Keys));
        Assert.Empty(file.Parameters.Where(parameter => !parameter.Value).Select(parameter => parameter.Key).Except(module.Parameters));
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void An_output_that_is_used_is_one(string path) => Assert.All(Of(path).UsedOutputs(), used =>
        Assert.Contains(used.Output, Of(Of(path).Modules.Single(module => module.Name == used.Module).Path).Outputs));

    [Fact]
    public void Every_module_is_deployed()
    {
        var deployed = All.SelectMany(file => file.Modules).Select(module => module.Path).Append("infra/main.bicep").Order().Distinct();

        Assert.Equal(All.Select(file => file.Path).Order(), deployed);
    }

    [Fact]
    public void Every_resource_names_its_version() =>
        Assert.All(All.SelectMany(file => file.Resources), resource => Assert.Matches(@"^Microsoft\.[A-Za-z/]+@\d{4}-\d\d-\d\d(-preview)?$", resource.Type));

    [Fact]
    public void The_parameter_file_gives_what_has_no_default_and_nothing_unknown()
    {
        var main = Of("infra/main.bicep").Parameters;
        var given = Given().Matches(Repository.Read("infra/main.bicepparam")).Select(found => found.Groups["name"].Value).ToList();

        Assert.Empty(given.Except(main.Keys));
        Assert.Empty(main.Where(parameter => !parameter.Value).Select(parameter => parameter.Key).Except(given));
    }

    [Fact]
    public void The_workflow_that_deploys_sets_every_variable_that_the_parameters_read_but_those_of_one_developer()
    {
        var read = Variable().Matches(Repository.Read("infra/main.bicepparam")).Select(found => found.Groups["name"].Value);
        var workflow = Repository.Read(".github/workflows/azure-dev.yml");

        Assert.All(
            read.Except(["TALLY_DEVELOPER_PRINCIPAL_ID"]),
            name => Assert.Contains($"\n      {name}: ", workflow, StringComparison.Ordinal));
    }

    [Fact]
    public void The_workbook_is_JSON_and_its_queries_have_a_visualization() => Assert.All(
        JsonSerializer.Deserialize<JsonElement>(Repository.Read("infra/modules/workbook.json")).GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("type").GetInt32() == 3),
        item => Assert.True(item.GetProperty("content").TryGetProperty("visualization", out _)));

    private static BicepFile Of(string path) => All.Single(file => file.Path == path);

    [GeneratedRegex(@"^param (?<name>\w+) =", RegexOptions.Multiline, 1000)]
    private static partial Regex Given();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)'", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
