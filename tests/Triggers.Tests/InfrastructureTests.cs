using System.Text.Json;
using System.Text.RegularExpressions;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers.Settings;

namespace Tallystick.Tests.Triggers.Tests;

/// <summary>What the infrastructure makes, as its compiler works it out, for deployments with nothing and with everything switched on.</summary>
public sealed partial class InfrastructureTests
{
    private const string Sites = "Microsoft.Web/sites";
    private const string Roles = "Microsoft.Authorization/roleAssignments";

    /// <summary>Roles by their ids: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles.</summary>
    private static readonly Dictionary<string, string> RoleNames = new()
    {
        ["2b629674-e913-4c01-ae53-ef4638d8f975"] = "Azure Event Hubs Data Sender",
        ["a638d3c7-ab3a-418d-83e6-5f17a39d4fde"] = "Azure Event Hubs Data Receiver",
        ["090c5cfd-751d-490a-894a-3ce6f1109419"] = "Azure Service Bus Data Owner",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    [Theory]
    [InlineData("main.bicep")]
    [InlineData("main.bicepparam")]
    public void The_template_and_its_modules_compile_without_a_warning(string file) =>
        Bicep.Run([new("TALLY_OPERATOR_KEY", "op_of-nobody-at-all-12345")], "lint", RepositoryFile.Path("infra", file));

    [Fact]
    public void Nothing_is_left_for_the_compiler_to_say_about_a_deployment()
    {
        Assert.Empty(Deployment.Plain.Diagnostics);
        Assert.Empty(Deployment.Full.Diagnostics);
    }

    [Fact]
    public void No_service_takes_a_key()
    {
        string[] refusals = ["disableLocalAuth", "DisableLocalAuth", "enableRbacAuthorization"];
        string[] services =
        [
            "Microsoft.DocumentDB/databaseAccounts", "Microsoft.EventHub/namespaces", "Microsoft.ServiceBus/namespaces", "Microsoft.Insights/components", "Microsoft.KeyVault/vaults",
        ];
        Assert.All(services.SelectMany(Deployment.Full.Of), service => Assert.Contains(service.GetProperty("properties").EnumerateObject(), property => refusals.Contains(property.Name) && property.Value.GetBoolean()));
        Assert.All(Deployment.Full.Of("Microsoft.Storage/storageAccounts"), account => Assert.False(PropertyOf(account, "allowSharedKeyAccess").GetBoolean()));
        Assert.All(Deployment.Full.Of("Microsoft.Storage/storageAccounts"), account => Assert.False(PropertyOf(account, "allowBlobPublicAccess").GetBoolean()));
        var publishing = Deployment.Full.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies");
        Assert.Equal(2 * Deployment.Full.Of(Sites).Count, publishing.Count);
        Assert.All(publishing, way => Assert.False(PropertyOf(way, "allow").GetBoolean()));
        Assert.DoesNotMatch("list[A-Za-z]*[Kk]eys|listAccountSas|SharedAccessKey", JsonSerializer.Serialize(Deployment.Full.Resources));
    }

    [Fact]
    public void The_app_has_the_roles_that_it_needs_where_it_needs_them_and_no_others()
    {
        string[] expected =
        [
            "Azure Event Hubs Data Receiver at eventhubs/usage-0",
            "Azure Event Hubs Data Sender at eventhubs/usage-0",
            "Azure Service Bus Data Owner at namespaces/sbns-tallystick",
            "Key Vault Secrets User at vaults/kv",
            "Monitoring Metrics Publisher at components/appi-tallystick",
            "Storage Blob Data Contributor at containers/capture",
            "Storage Blob Data Contributor at containers/invoices",
            "Storage Blob Data Contributor at containers/mails",
            "Storage Blob Data Owner at storageAccounts/sthost",
            "Storage Table Data Contributor at tables/claims",
        ];
        Assert.Equal(expected, RolesOf(Deployment.Plain, "id-tallystick-"));
        Assert.Equal(expected, RolesOf(Deployment.Full, "id-tallystick-").Distinct());
        var documents = Assert.Single(Deployment.Plain.Of("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments"));
        Assert.EndsWith("/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002", PropertyOf(documents, "roleDefinitionId").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_writes_the_archive_has_that_role_alone() =>
        Assert.Equal(["Storage Blob Data Contributor at containers/capture"], RolesOf(Deployment.Full, "id-tallystick-capture-"));

    [Fact]
    public void A_developer_has_roles_only_where_one_is_named()
    {
        Assert.DoesNotContain(Deployment.Plain.Of(Roles), role => PropertyOf(role, "principalType").GetString() == "User");
        Assert.Equal(5, Deployment.Full.Of(Roles).Count(role => PropertyOf(role, "principalType").GetString() == "User"));
        Assert.Equal(2, Deployment.Full.Of("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments").Count);
    }

    [Fact]
    public void Every_app_is_told_all_of_its_settings_and_edges_to_do_nothing_in_the_background()
    {
        var background = Functions.All.Except(Functions.Http.Select(function => function.Method)).Select(method => $"AzureWebJobs.{Functions.NameOf(method)}.Disabled").Order();
        foreach (var app in Deployment.Full.Of(Sites))
        {
            var settings = SettingsOf(app);
            Assert.All(SettingNames.Common.Concat(SettingNames.Azure), name => Assert.Contains(name, settings.Keys));
            var disabled = settings.Keys.Where(name => name.StartsWith("AzureWebJobs.", StringComparison.Ordinal)).Order();
            Assert.Equal(IsHome(app) ? [] : background, disabled);
        }
    }

    [Fact]
    public void Secrets_are_read_from_the_vault_and_those_of_Stripe_only_where_there_is_an_account()
    {
        var (plain, full) = (SettingsOf(Assert.Single(Deployment.Plain.Of(Sites))), SettingsOf(Deployment.Full.Of(Sites)[0]));
        Assert.Matches(@"^@Microsoft\.KeyVault\(VaultName=kv-\w+;SecretName=operator-key\)$", plain[SettingNames.OperatorKey]);
        Assert.DoesNotContain("op_of-nobody", JsonSerializer.Serialize(Deployment.Full.Resources), StringComparison.Ordinal);
        Assert.DoesNotContain("sk_test_1", JsonSerializer.Serialize(Deployment.Full.Resources), StringComparison.Ordinal);
        Assert.Matches(@"^\[if\(empty\(parameters\('stripeSecretKey'\)\), '', .*outputs\.stripeSecretKeyReference\.value\)\]$", full[SettingNames.StripeSecretKey]);
        Assert.Contains("not(empty(parameters('stripeSecretKey')))", SecretNamed(Deployment.Full, "stripe-secret-key").GetProperty("condition").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bug_Edge_regions_are_stamps_of_the_home_region_behind_Front_Door()
    {
        var apps = Deployment.Full.Of(Sites);
        Assert.Equal(["westeurope", "eastus2", "southeastasia"], apps.Select(app => app.GetProperty("location").GetString()));
        Assert.Equal([true, false, false], apps.Select(IsHome));
        Assert.Equal(
            apps.Select(app => app.GetProperty("name").GetString()),
            Deployment.Full.Of("Microsoft.Cdn/profiles/originGroups/origins").Select(origin => SiteName().Match(PropertyOf(origin, "hostName").GetString()!).Groups["name"].Value));
        Assert.All(apps, app => Assert.Contains("createObject('x-azure-fdid', createArray(", PropertyOf(app, "siteConfig").GetProperty("ipSecurityRestrictions").GetString(), StringComparison.Ordinal));
        Assert.Equal("Allow", PropertyOf(Assert.Single(Deployment.Plain.Of(Sites)), "siteConfig").GetProperty("ipSecurityRestrictionsDefaultAction").GetString());
        Assert.Equal(apps.Skip(1).Select(app => app.GetProperty("name").GetString()), Deployment.Full.Outputs.GetProperty("TALLY_EDGE_APPS").EnumerateArray().Select(app => app.GetProperty("name").GetString()));
        Assert.Empty(Deployment.Plain.Of("Microsoft.Cdn/profiles"));
    }

    [Fact]
    public void Bug_An_instance_has_the_memory_that_it_is_told()
    {
        Assert.Equal(2048, MemoryOf(Deployment.Plain.Of(Sites)[0]));
        Assert.Equal(4096, MemoryOf(Deployment.Full.Of(Sites)[0]));
        static int MemoryOf(JsonElement app) => PropertyOf(app, "functionAppConfig").GetProperty("scaleAndConcurrency").GetProperty("instanceMemoryMB").GetInt32();
    }

    [Fact]
    public void The_ledger_is_written_in_one_region_and_has_replicas_where_throughput_is_provisioned()
    {
        var (plain, full) = (LedgerOf(Deployment.Plain), LedgerOf(Deployment.Full));
        Assert.Single(PropertyOf(plain, "locations").EnumerateArray());
        Assert.Equal(["westeurope", "eastus2", "southeastasia"], PropertyOf(full, "locations").EnumerateArray().Select(place => place.GetProperty("locationName").GetString()));
        Assert.All([plain, full], account => Assert.False(PropertyOf(account, "enableMultipleWriteLocations").GetBoolean()));
        static JsonElement LedgerOf(Deployment deployment) => Assert.Single(deployment.Of("Microsoft.DocumentDB/databaseAccounts"));
    }

    [Fact]
    public void With_private_networking_every_service_is_closed_and_each_region_has_a_way_to_it()
    {
        string[] closed =
        [
            "Microsoft.DocumentDB/databaseAccounts", "Microsoft.EventHub/namespaces", "Microsoft.ServiceBus/namespaces", "Microsoft.KeyVault/vaults", "Microsoft.Storage/storageAccounts",
        ];
        var services = closed.SelectMany(Deployment.Full.Of).ToList();
        Assert.All(services, service => Assert.True(IsClosed(service), service.GetProperty("id").GetString()));
        Assert.All(closed.SelectMany(Deployment.Plain.Of), service => Assert.False(IsClosed(service)));
        var reached = Deployment.Full.Of("Microsoft.Network/privateEndpoints")
            .GroupBy(way => way.GetProperty("location").GetString(), way => PropertyOf(way, "privateLinkServiceConnections")[0].GetProperty("properties").GetProperty("privateLinkServiceId").GetString());
        Assert.Equal(3, reached.Count());
        Assert.All(reached, ways => Assert.Equal(services.Count - 2, ways.Distinct().Count())); // All but the storage of the other two hosts.
        Assert.All(Deployment.Full.Of(Sites), app => Assert.EndsWith("/subnets/app", PropertyOf(app, "virtualNetworkSubnetId").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_data_is_locked_unless_that_is_switched_off()
    {
        Assert.EndsWith("-data/providers/Microsoft.Authorization/locks/tallystick-data", Assert.Single(Deployment.Plain.Of("Microsoft.Authorization/locks")).GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Empty(Deployment.Full.Of("Microsoft.Authorization/locks"));
    }

    [Fact]
    public void Whoever_is_named_is_told_of_every_alert_and_of_the_budget()
    {
        string[] kinds = ["Microsoft.Insights/metricAlerts", "Microsoft.Insights/scheduledQueryRules"];
        Assert.Equal(9, kinds.SelectMany(Deployment.Plain.Of).Count());
        Assert.All(kinds.SelectMany(Deployment.Full.Of), alert => Assert.Contains("/actionGroups/ag-tallystick", PropertyOf(alert, "actions").GetRawText(), StringComparison.Ordinal));
        var budget = Assert.Single(Deployment.Full.Of("Microsoft.Consumption/budgets"));
        Assert.Equal(100, PropertyOf(budget, "amount").GetInt32());
        Assert.Equal("2026-02-01", PropertyOf(budget, "timePeriod").GetProperty("startDate").GetString());
        Assert.Empty(Deployment.Plain.Of("Microsoft.Consumption/budgets"));
    }

    [Fact]
    public void Every_variable_that_the_parameters_are_read_from_is_in_the_page_for_operators()
    {
        var read = VariableName().Matches(RepositoryFile.Read("infra", "main.bicepparam")).Select(match => match.Groups["name"].Value).Except(["AZURE_ENV_NAME"]);
        Assert.All(read, name => Assert.Contains(name, RepositoryFile.Read("docs", "azure.md"), StringComparison.Ordinal));
    }

    private static JsonElement PropertyOf(JsonElement resource, string name) => resource.GetProperty("properties").GetProperty(name);

    private static bool IsHome(JsonElement app) => app.GetProperty("tags").TryGetProperty("azd-service-name", out _);

    // Event Hubs writes its archive to the data's storage as a trusted service, which takes an open door with nobody let in.
    private static bool IsClosed(JsonElement service) =>
        PropertyOf(service, "publicNetworkAccess").GetString() == "Disabled"
        || (service.GetProperty("properties").TryGetProperty("networkAcls", out var rules) && rules.GetProperty("defaultAction").GetString() == "Deny");

    private static Dictionary<string, string> SettingsOf(JsonElement app) => PropertyOf(app, "siteConfig").GetProperty("appSettings").EnumerateArray()
        .ToDictionary(setting => setting.GetProperty("name").GetString()!, setting => setting.GetProperty("value").GetString()!);

    private static JsonElement SecretNamed(Deployment deployment, string name) =>
        deployment.Of("Microsoft.KeyVault/vaults/secrets").Single(secret => secret.GetProperty("name").GetString()!.EndsWith(name, StringComparison.Ordinal));

    private static IEnumerable<string> RolesOf(Deployment deployment, string identity) => deployment.Of(Roles)
        .Where(role => IdentityName().Match(PropertyOf(role, "principalId").GetString()!).Groups["name"].Value == identity)
        .Select(role => $"{RoleNames[PropertyOf(role, "roleDefinitionId").GetString()!.Split('/')[^1]]} at {PlaceName().Match(role.GetProperty("id").GetString()!).Groups["name"].Value}")
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)'", RegexOptions.None, 1000)]
    private static partial Regex VariableName();

    [GeneratedRegex(@"userAssignedIdentities/(?<name>id-tallystick-(capture-)?)[a-z0-9]{13}'", RegexOptions.None, 1000)]
    private static partial Regex IdentityName();

    /// <summary>The last kind and name of what a role is at, without the part that makes it unique in the world.</summary>
    [GeneratedRegex(@"^\[extensionResourceId\('[^']*/(?<name>[A-Za-z]+/[a-z-]+?(0(?='))?)-?([a-z0-9]{13})?', 'Microsoft.Authorization", RegexOptions.None, 1000)]
    private static partial Regex PlaceName();

    [GeneratedRegex("sites/(?<name>[a-z0-9-]+)'", RegexOptions.None, 1000)]
    private static partial Regex SiteName();
}
