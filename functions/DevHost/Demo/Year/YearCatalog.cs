using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>What the demo's merchant sells.</summary>
/// <param name="Plans">The ids of the plans.</param>
/// <param name="Tokens">The metric of tokens.</param>
internal sealed record YearCatalog(IReadOnlyDictionary<YearPlan, string> Plans, string Tokens)
{
    /// <summary>The code of a discount for newcomers.</summary>
    internal const string Coupon = "WELCOME-20";

    private const string Cadence = "P1M";

    /// <summary>Adds to what the demo's month has made: two products, metrics that read typed events, four plans, a coupon.</summary>
    internal static async Task<YearCatalog> CreateAsync(TallyClient client, DemoFile demo, CancellationToken cancellation)
    {
        var execution = (await client.ListAsync("v0/products", cancellation))[0].Text("id");
        var inference = await MakeAsync("v0/products", new { name = "Inference", description = "Language models and images, by the token and by the picture." });
        var storage = await MakeAsync("v0/products", new { name = "Artifacts", description = "Keeps and sends what programs have made." });

        var developers = await MetricAsync(execution, "Active developers", "developer", "UNIQUE_COUNT", YearUsage.Developer, "$.developer");
        var images = await MetricAsync(inference, "Images", "image", "SUM", YearUsage.Images, "$.images");
        var kept = await MetricAsync(storage, "Storage", "GB", "MAX", YearUsage.Storage, "$.gigabytes");
        var transfer = await MetricAsync(storage, "Transfer", "GB", "SUM", YearUsage.Transfer, "$.gigabytes", "region");
        var tokens = await MetricAsync(inference, "Tokens", "token", "SUM", YearUsage.Inference, "$.tokens", "model", "region");

        var team = await MakeAsync("v0/plans", new
        {
            productId = execution,
            name = "Team",
            currency = "EUR",
            taxBehavior = "inclusive",
            defaultTaxRate = "0.20",
            billingCadence = Cadence,
            billingAlignment = "calendar",
            minimumCommitment = "120",
            dunning = Dunning("none", "P3D", "P7D"),
            prices = new[]
            {
                Fee("team", "Team", "in_advance", "49.00"),
                Usage(demo.MetricIds.Basic, "Basic submissions", "package", new { packageSize = "1000", packagePrice = "1.20" }),
                Usage(demo.MetricIds.Premium, "Premium submissions", "standard", new { unitPrice = "0.005", freeUnits = "2000" }),
                Usage(demo.MetricIds.ExecutionTime, "Execution time", "graduated", Tiers("50000", "0.0003", "0.0002")),
                Usage(developers, "Active developers", "standard", new { unitPrice = "9.00" }),
            },
        });
        var byToken = await MakeAsync("v0/plans", new
        {
            productId = inference,
            name = "Inference",
            currency = "USD",
            billingCadence = Cadence,
            paymentTermDays = 10,
            dunning = Dunning("write_off", "P5D", "P10D", "P30D"),
            creditAllocations = new[] { new { name = "Monthly credits", amount = "10", priority = 50, recurrence = new { interval = Cadence, rolloverMaximum = "5" } } },
            prices = new[]
            {
                Usage(tokens, "Tokens", "graduated", Tiers("20000000", "0.0000040", "0.0000025")),
                Usage(images, "Images", "package", new { packageSize = "50", packagePrice = "2.50", freeUnits = "50" }),
            },
        });
        var scale = await MakeAsync("v0/plans", new
        {
            productId = inference,
            name = "Scale",
            currency = "USD",
            billingCadence = Cadence,
            lateEventPolicy = "credit_or_debit_note",
            discounts = new[] { new { type = "percentage", value = "0.05", name = "Volume discount" } },
            prices = new[]
            {
                Fee("platform", "Platform", "in_arrears", "250.00"),
                Usage(tokens, "Tokens by model", "matrix", new
                {
                    dimensions = Names("model", "region"),
                    defaultUnitPrice = "0.0000030",
                    cells = new[] { Cell("small", "eu-west", "0.0000012"), Cell("large", "us-east", "0.0000055") },
                }),
            },
        });
        var artifacts = await MakeAsync("v0/plans", new
        {
            productId = storage,
            name = "Artifacts",
            currency = "EUR",
            taxBehavior = "inclusive",
            defaultTaxRate = "0.20",
            billingCadence = Cadence,
            reviewDuration = "P3D",
            prices = new[]
            {
                Usage(kept, "Storage, the most of the month", "volume", Tiers("1000", "0.08", "0.06")),
                Usage(transfer, "Transfer", "standard", new { unitPrice = "0.05", freeUnits = "100" }),
            },
        });
        await MakeAsync("v0/coupons", new { code = Coupon, discount = new { type = "percentage", value = "0.2", name = "Welcome", periods = 3 } });

        var plans = new Dictionary<YearPlan, string>
        {
            [YearPlan.PayAsYouGo] = demo.PlanId,
            [YearPlan.Team] = team,
            [YearPlan.Inference] = byToken,
            [YearPlan.Scale] = scale,
            [YearPlan.Artifacts] = artifacts,
        };
        return new YearCatalog(plans, tokens);

        async Task<string> MakeAsync(string path, object body) => (await client.PostAsync(path, body, cancellation)).Text("id");

        Task<string> MetricAsync(string productId, string name, string unit, string aggregation, string eventType, string valueProperty, params string[] dimensions)
        {
            var groupBy = dimensions.ToDictionary(dimension => dimension, dimension => $"$.{dimension}");
            return MakeAsync("v0/billableMetrics", new { productId, name, unit, aggregation, eventType, valueProperty, groupBy });
        }
    }

    private static object Usage(string metric, string name, string model, object properties) =>
        new { billableMetricId = metric, invoiceDisplayName = name, paymentTerm = "in_arrears", model, properties };

    private static object Fee(string fee, string name, string term, string price) =>
        new { feeId = fee, invoiceDisplayName = name, paymentTerm = term, model = "standard", properties = new { unitPrice = price } };

    private static object Tiers(string upTo, string below, string above) =>
        new { tiers = new object[] { new { upTo, unitPrice = below }, new { unitPrice = above } } };

    private static object Dunning(string end, params string[] steps) => new { steps, end };

    private static string[] Names(params string[] names) => names;

    private static object Cell(string model, string region, string unitPrice) => new { values = new { model, region }, unitPrice };
}
