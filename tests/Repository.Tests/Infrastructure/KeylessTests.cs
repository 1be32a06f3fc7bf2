using System.Text.RegularExpressions;

namespace Tallystick.Tests.Repository.Tests.Infrastructure;

/// <summary>Identities and roles, and no keys.</summary>
public sealed partial class KeylessTests
{
    // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "monitoringMetricsPublisher",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "keyVaultSecretsUser",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "storageBlobDataOwner",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "storageBlobDataContributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "storageTableDataContributor",
        ["2b629674-e913-4c01-ae53-ef4638d8f975"] = "eventHubsDataSender",
        ["a638d3c7-ab3a-418d-83e6-5f17a39d4fde"] = "eventHubsDataReceiver",
        ["090c5cfd-751d-490a-894a-3ce6f1109419"] = "serviceBusDataOwner",
        ["00000000-0000-0000-0000-000000000002"] = "dataContributor", // Cosmos DB's own
    };

    [Fact]
    public void No_file_asks_for_a_key() => Assert.All(BicepFile.All(), file =>
    {
        Assert.DoesNotContain("listKeys", file.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey", file.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SharedAccessKey", file.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("authorizationRules", file.Text, StringComparison.OrdinalIgnoreCase);
    });

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess: false")]
    [InlineData("Microsoft.DocumentDB/databaseAccounts", "disableLocalAuth: true")]
    [InlineData("Microsoft.EventHub/namespaces", "disableLocalAuth: true")]
    [InlineData("Microsoft.ServiceBus/namespaces", "disableLocalAuth: true")]
    [InlineData("Microsoft.Insights/components", "DisableLocalAuth: true")]
    [InlineData("Microsoft.KeyVault/vaults", "enableRbacAuthorization: true")]
    public void A_service_takes_identities_alone(string type, string switched)
    {
        var files = BicepFile.All().Where(file => file.Resources.Any(resource => resource.Type.StartsWith($"{type}@", StringComparison.Ordinal))).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Contains(switched, file.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_role_is_called_what_it_is() => Assert.All(
        BicepFile.All().SelectMany(file => Role().Matches(file.Text)), found => Assert.Equal(found.Groups["name"].Value, Roles[found.Groups["id"].Value]));

    [Theory]
    [InlineData("dataStorage", "storageBlobDataContributor storageTableDataContributor")]
    [InlineData("hostStorage", "storageBlobDataOwner")]
    [InlineData("eventHubs", "eventHubsDataReceiver eventHubsDataSender")]
    [InlineData("serviceBus", "serviceBusDataOwner")]
    [InlineData("cosmos", "dataContributor")]
    [InlineData("keyVault", "keyVaultSecretsUser")]
    [InlineData("monitoring", "monitoringMetricsPublisher")]
    public void A_resource_gives_these_roles_and_no_other(string module, string roles) =>
        Assert.Equal(roles.Split(' '), Role().Matches(Repository.Read($"infra/modules/{module}.bicep")).Select(found => found.Groups["name"].Value).Order());

    [Fact]
    public void No_role_is_given_outside_of_those_modules() => Assert.Equal(
        ["cosmos", "dataStorage", "eventHubs", "hostStorage", "keyVault", "monitoring", "serviceBus"],
        BicepFile.All().Where(file => file.Resources.Any(resource => resource.Type.Contains("oleAssignments@", StringComparison.Ordinal)))
            .Select(file => Path.GetFileNameWithoutExtension(file.Path)).Order());

    [Theory]
    [InlineData("functionApp", "'AZURE_CLIENT_ID', value: services.identityClientId")]
    [InlineData("functionApp", "'AzureWebJobsStorage__credential', value: 'managedidentity'")]
    [InlineData("functionApp", "'EventHubs__credential', value: 'managedidentity'")]
    [InlineData("functionApp", "'EventHubs__clientId', value: services.identityClientId")]
    [InlineData("functionApp", "'ServiceBus__credential', value: 'managedidentity'")]
    [InlineData("functionApp", "'ServiceBus__clientId', value: services.identityClientId")]
    [InlineData("functionApp", "keyVaultReferenceIdentity: services.identityId")]
    [InlineData("eventHubs", "userAssignedIdentity: captureIdentityId")]
    [InlineData("dataStorage", "principalId: capturePrincipalId")]
    [InlineData("lock", "level: 'CanNotDelete'")]
    public void Who_signs_in_as_whom_is_said(string module, string words) =>
        Assert.Contains(words, Repository.Read($"infra/modules/{module}.bicep"), StringComparison.Ordinal);

    [Fact]
    public void The_hooks_of_azd_are_there_and_read_what_the_infrastructure_puts_out()
    {
        var hooks = Hook().Matches(Repository.Read("azure.yaml")).Select(found => found.Groups["path"].Value).Distinct().ToList();
        string[] given = ["CI", "AZURE_SUBSCRIPTION_ID", .. Variable().Matches(Repository.Read("infra/main.bicepparam")).Select(found => found.Groups["name"].Value)];
        var outputs = new BicepFile("infra/main.bicep").Outputs.Concat(given).ToList();

        Assert.Equal(3, hooks.Count);
        Assert.All(hooks, path => Assert.Subset(outputs.ToHashSet(), AzureVariable().Matches(Repository.Read(path)).Select(found => found.Groups["name"].Value).ToHashSet()));
    }

    [GeneratedRegex(@"run: (?<path>\S+)", RegexOptions.None, 1000)]
    private static partial Regex Hook();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)'", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\b(?<name>(?:TALLY|AZURE)_[A-Z_]+)\b", RegexOptions.None, 1000)]
    private static partial Regex AzureVariable();

    [GeneratedRegex(@"^var (?<name>\w+) = '(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'", RegexOptions.Multiline, 1000)]
    private static partial Regex Role();
}
