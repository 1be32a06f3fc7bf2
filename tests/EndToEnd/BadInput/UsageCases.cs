namespace Tallystick.Tests.EndToEnd.BadInput;

/// <summary>Spoilt reports of usage.</summary>
internal static class UsageCases
{
    private const string Quantity = """
        "quantity":1
        """;

    private const string Time = """
        "timestamp":"$now"
        """;

    private static readonly Template Usage = new("/v0/usage", """
        {"idempotencyKey":"k","customerId":"$customer","timestamp":"$now","properties":[{"billableMetricId":"$metric","quantity":1}]}
        """);

    public static IEnumerable<BadRequest> All =>
    [
        .. Whole(), .. Quantities(), .. Timestamps(),
        Usage.With("no key", "\"idempotencyKey\":\"k\",", "", "REQUIRED", "idempotencyKey"),
        Usage.With("a blank key", "\"k\"", "\" \"", "REQUIRED", "idempotencyKey"),
        Usage.With("a key that is a number", "\"k\"", "7", "WRONG_TYPE", "idempotencyKey"),
        Usage.With("a key of 256 characters", "\"k\"", $"\"{new string('k', 256)}\"", "TOO_LONG", "idempotencyKey"),
        Usage.With("a key with U+0000", "\"k\"", @"""k\u0000""", "CONTROL_CHARACTER", "idempotencyKey"),
        Usage.With("a key with half a surrogate pair", "\"k\"", @"""k\ud800""", "WRONG_TYPE", "idempotencyKey"),
        Usage.With("a customer that is null", "\"$customer\"", "null", "REQUIRED", "customerId"),
        Usage.With("an unknown customer", "$customer", "cus_00000000000000000000000000", "CUSTOMER_NOT_FOUND", "customerId", 404),
        Usage.With("another merchant's customer", "$customer", "$otherCustomer", "CUSTOMER_NOT_FOUND", "customerId", 404),
        Usage.With("another merchant", "\"idempotencyKey\"", "\"merchantId\":\"$otherMerchant\",\"idempotencyKey\"", "MERCHANT_MISMATCH", "merchantId", 403),
        Usage.With("no quantities", """[{"billableMetricId":"$metric","quantity":1}]""", "[]", "EMPTY", "properties"),
        Usage.With("quantities that are no list", """[{"billableMetricId":"$metric","quantity":1}]""", "{}", "WRONG_TYPE", "properties"),
        Usage.With("a quantity that is no object", """{"billableMetricId":"$metric","quantity":1}""", "1", "WRONG_TYPE", "properties[0].billableMetricId"),
        Usage.With("no metric", "\"billableMetricId\":\"$metric\",", "", "REQUIRED", "properties[0].billableMetricId"),
        Usage.With("a metric that is no id", "$metric", "runs", "INVALID_ID", "properties[0].billableMetricId"),
        Usage.With("a customer as a metric", "$metric", "$customer2", "INVALID_ID", "properties[0].billableMetricId"),
        Usage.With("an entitlement that is no id", "\"idempotencyKey\"", "\"entitlementId\":\"mine\",\"idempotencyKey\"", "INVALID_ID", "entitlementId"),
        Usage.With("metadata that is a list", "\"idempotencyKey\"", "\"metadata\":[],\"idempotencyKey\"", "WRONG_TYPE", "metadata"),
        Usage.With("metadata of 64 KB and more", "\"idempotencyKey\"", $"\"metadata\":{{\"x\":\"{new string('x', 65536)}\"}},\"idempotencyKey\"", "TOO_LONG", "metadata"),
        Usage.With("metadata with half a surrogate pair", "\"idempotencyKey\"", @"""metadata"":{""x"":""\udc00""},""idempotencyKey""", "INVALID_TEXT", "metadata"),
        Usage.With("a negative price", Quantity, "\"quantity\":1,\"price\":-1", "NEGATIVE", "properties[0].price"),
        Usage.With("a member twice", "\"idempotencyKey\":\"k\"", "\"idempotencyKey\":\"k\",\"idempotencyKey\":\"l\"", "DUPLICATE_MEMBER", "idempotencyKey"),
    ];

    private static IEnumerable<BadRequest> Whole() =>
    [
        Usage.Whole("nothing", "", "BODY_MISSING"),
        Usage.Whole("no JSON", "{", "MALFORMED_JSON"),
        Usage.Whole("more than one value", Usage.Body + "{}", "MALFORMED_JSON"),
        Usage.Whole("a comment", "/* usage */" + Usage.Body, "MALFORMED_JSON"),
        Usage.Whole("a list", "[]", "WRONG_TYPE", "idempotencyKey"),
        Usage.Whole("null", "null", "WRONG_TYPE", "idempotencyKey"),
        Usage.Whole("a thousand lists in each other", new string('[', 1000) + new string(']', 1000), "MALFORMED_JSON"),
    ];

    private static IEnumerable<BadRequest> Quantities() =>
    [
        .. new (string Name, string Quantity, string Code)[]
        {
            ("none", "null", "REQUIRED"),
            ("below zero", "-1", "NEGATIVE"),
            ("barely below zero", "\"-0.000000001\"", "NEGATIVE"),
            ("16 digits before the point", "1000000000000000", "OUT_OF_RANGE"),
            ("ten digits after the point", "0.0000000001", "OUT_OF_RANGE"),
            ("40 digits", "\"1234567890123456789012345678901234567890\"", "INVALID_DECIMAL"),
            ("40 digits after the point", "0.1234567890123456789012345678901234567890", "INVALID_DECIMAL"),
            ("more than a decimal holds", "99999999999999999999999999999999", "INVALID_DECIMAL"),
            ("an exponent", "1e3", "INVALID_DECIMAL"),
            ("an exponent in a text", "\"1E3\"", "INVALID_DECIMAL"),
            ("NaN", "\"NaN\"", "INVALID_DECIMAL"),
            ("infinity", "\"Infinity\"", "INVALID_DECIMAL"),
            ("nothing", "\"\"", "INVALID_DECIMAL"),
            ("a space before it", "\" 1\"", "INVALID_DECIMAL"),
            ("thousands", "\"1,000\"", "INVALID_DECIMAL"),
            ("hexadecimal", "\"0x10\"", "INVALID_DECIMAL"),
            ("a truth", "true", "INVALID_DECIMAL"),
            ("an object", "{}", "INVALID_DECIMAL"),
            ("half a surrogate pair", @"""\ud800""", "INVALID_DECIMAL"),
        }.Select(item => Usage.With($"a quantity: {item.Name}", Quantity, $"\"quantity\":{item.Quantity}", item.Code, "properties[0].quantity")),
        Usage.With("a quantity that is NaN itself", Quantity, "\"quantity\":NaN", "MALFORMED_JSON", null),
    ];

    private static IEnumerable<BadRequest> Timestamps() =>
        new (string Name, string Timestamp, string Code)[]
        {
            ("none", "null", "REQUIRED"),
            ("without an offset", "\"2026-01-31T12:00:00\"", "INVALID_TIMESTAMP"),
            ("a date", "\"2026-01-31\"", "INVALID_TIMESTAMP"),
            ("a day that does not exist", "\"2026-02-30T12:00:00Z\"", "INVALID_TIMESTAMP"),
            ("the hour 25", "\"2026-01-31T25:00:00Z\"", "INVALID_TIMESTAMP"),
            ("seconds since 1970", "1769860800", "INVALID_TIMESTAMP"),
            ("a word", "\"yesterday, when all was well\"", "INVALID_TIMESTAMP"),
            ("36 days ago", "\"$past\"", "TIMESTAMP_OUT_OF_RANGE"),
            ("ten minutes ahead", "\"$future\"", "TIMESTAMP_OUT_OF_RANGE"),
            ("the year 1", "\"0001-01-01T00:00:00Z\"", "TIMESTAMP_OUT_OF_RANGE"),
            ("the year 9999", "\"9999-12-31T23:59:59Z\"", "TIMESTAMP_OUT_OF_RANGE"),
            ("before the year 1", "\"0001-01-01T00:00:00+14:00\"", "INVALID_TIMESTAMP"),
        }.Select(item => Usage.With($"a timestamp: {item.Name}", Time, $"\"timestamp\":{item.Timestamp}", item.Code, "timestamp"));
}
