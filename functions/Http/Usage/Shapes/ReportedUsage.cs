using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;
using Tallystick.Http.Security;

namespace Tallystick.Http.Usage.Shapes;

/// <summary>The shape of <c>/v0/usage</c>: quantities by metric id.</summary>
internal static class ReportedUsage
{
    internal static UsageSubmission Read(EventJson json, Caller caller)
    {
        var merchant = json.OptionalText("merchantId", UsageLimits.MaxNameLength);
        json.Check.That(caller.CheckMerchant(merchant) is null, "merchantId", "This is not the merchant of the API key.", "MERCHANT_MISMATCH");
        var hold = json.OptionalText("entitlementId", UsageLimits.MaxNameLength);
        json.Check.That(hold is null || HoldIds.TryParse(hold, out _), "entitlementId", "An id of the form com_… is expected.", "INVALID_ID");
        return new UsageSubmission
        {
            Subject = json.Name("customerId", UsageLimits.MaxNameLength),
            Place = json.Place,
            SubjectField = "customerId",
            CustomerMustExist = true,
            Timestamp = json.Timestamp("timestamp", required: true),
            Usage = new UsageEvent
            {
                Key = json.Text("idempotencyKey", UsageLimits.MaxKeyLength),
                OccurredAt = default,
                TimestampGiven = true,
                Measurements = ReadMeasurements(json),
                Hold = hold,
                Metadata = json.Data("metadata"),
            },
        };
    }

    /// <summary>The quantities of an event.</summary>
    internal static IReadOnlyList<Measurement> ReadMeasurements(EventJson json) =>
        [.. json.Items("properties", UsageLimits.MaxMeasurements).Select(ReadMeasurement)];

    private static Measurement ReadMeasurement(EventJson json) =>
        new(
            json.Check.Id<Metric>("billableMetricId", json.OptionalText("billableMetricId", UsageLimits.MaxNameLength)),
            json.Amount("quantity", required: true) ?? 0,
            json.Amount("price", required: false));
}
