using System.Text.Json;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>What a deployment would make, as the compiler works it out: every loop, condition and name resolved as far as it can be without Azure.</summary>
internal sealed class Deployment
{
    private const string Subscription = "11111111-1111-1111-1111-111111111111";
    private readonly JsonElement snapshot;

    private Deployment(JsonElement snapshot) => this.snapshot = snapshot;

    /// <summary>As it is without any option.</summary>
    public static Deployment Plain { get; } = Of([]);

    /// <summary>With all that there is: two edge regions, replicas, private networking, alerts, a budget, a developer, and Stripe; and without the lock.</summary>
    public static Deployment Full { get; } = Of(new()
    {
        ["TALLY_REGIONS"] = "eastus2, southeastasia",
        ["TALLY_COSMOS_CAPACITY"] = "Autoscale",
        ["TALLY_PRIVATE_NETWORKING"] = "true",
        ["TALLY_READY_INSTANCES"] = "2",
        ["TALLY_INSTANCE_MB"] = "4096",
        ["TALLY_ALERT_EMAIL"] = "operator@example.com",
        ["TALLY_MONTHLY_BUDGET"] = "100",
        ["TALLY_BUDGET_START"] = "2026-02-01",
        ["TALLY_DEVELOPER_PRINCIPAL_ID"] = "22222222-2222-2222-2222-222222222222",
        ["TALLY_STRIPE_SECRET_KEY"] = "sk_test_1",
        ["TALLY_STRIPE_WEBHOOK_SECRET"] = "whsec_1",
        ["TALLY_PROTECT_DATA"] = "false",
        ["TALLY_PUBLIC_URL"] = "https://example.com",
    });

    /// <summary>What the compiler has to say of it.</summary>
    public IEnumerable<JsonElement> Diagnostics => snapshot.GetProperty("diagnostics").EnumerateArray();

    /// <summary>All resources.</summary>
    public IReadOnlyList<JsonElement> Resources => [.. snapshot.GetProperty("predictedResources").EnumerateArray()];

    /// <summary>The outputs, by which azd goes on.</summary>
    public JsonElement Outputs => snapshot.GetProperty("outputs");

    /// <summary>The deployment with these variables of azd's environment.</summary>
    private static Deployment Of(Dictionary<string, string> settings)
    {
        var work = Directory.CreateTempSubdirectory("infra-");
        try
        {
            Copy(new DirectoryInfo(RepositoryFile.Path("infra")), work);
            settings["TALLY_OPERATOR_KEY"] = "op_of-nobody-at-all-12345";
            Bicep.Run(settings, "snapshot", Path.Combine(work.FullName, "main.bicepparam"), "--mode", "overwrite", "--subscription-id", Subscription, "--location", "westeurope");
            return new Deployment(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(work.FullName, "main.snapshot.json"))));
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>The resources of a type.</summary>
    public IReadOnlyList<JsonElement> Of(string type) => [.. Resources.Where(resource => resource.GetProperty("type").GetString() == type)];

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories())
        {
            Copy(folder, to.CreateSubdirectory(folder.Name));
        }
    }
}
