namespace Tallystick.Tests.EndToEnd.BadInput;

/// <summary>Spoilt definitions of what is sold, to whom.</summary>
internal static class CatalogueCases
{
    private static readonly Template Product = new("/v0/products", """
        {"name":"Runner","description":"Runs","metadata":{"tier":"1"}}
        """);

    private static readonly Template Metric = new("/v0/billableMetrics", """
        {"name":"Runs","unit":"run","aggregation":"SUM","eventType":"t","valueProperty":"$.seconds"}
        """);

    private static readonly Template Price = new("/v0/prices", """
        {"billableMetricId":"$metric","invoiceDisplayName":"Runs","paymentTerm":"in_arrears","model":"standard","properties":{"unitPrice":"0.001"}}
        """);

    private static readonly Template Plan = new("/v0/plans", """
        {"productId":"$product","name":"Plan","currency":"USD","billingCadence":"P1M","prices":["$price"]}
        """);

    private static readonly Template Customer = new("/v0/customers", """
        {"consumer":{"name":"Ada","email":"ada@example.com"},"externalId":"ada","timeZone":"Europe/Berlin","taxRate":"0.19"}
        """);

    private static readonly Template Subscription = new("/v0/subscriptions", """
        {"name":"Ada's","planId":"$plan","customerId":"$customer","startedAt":"$now"}
        """);

    private static readonly Template Payment = new("/v0/payments", """
        {"customerId":"$customer","amount":"10","currency":"USD","idempotencyKey":"k"}
        """);

    private static readonly Template Entitlement = new("/v0/entitlements", """
        {"customerId":"$customer","entitlementData":[{"billableMetricId":"$metric","quantity":1,"price":"1"}]}
        """);

    private static readonly Template Clock = new("/v0/testClocks", """
        {"currentTime":"2026-01-31T12:00:00Z"}
        """);

    private static readonly Template[] Templates = [Product, Metric, Price, Plan, Customer, Subscription, Payment, Entitlement, Clock];

    public static IEnumerable<BadRequest> All =>
    [
        .. Templates.SelectMany(Whole), .. Definitions(), .. People(),
    ];

    private static IEnumerable<BadRequest> Whole(Template template) =>
    [
        template.Whole("nothing", "", "BODY_MISSING"),
        template.Whole("no JSON", template.Body.Trim()[..^1], "MALFORMED_JSON"),
        template.Whole("a list", "[]", "MALFORMED_JSON"),
        template.Whole("null", "null", "BODY_MISSING"),
        template.Whole("deep JSON", new string('[', 100) + new string(']', 100), "MALFORMED_JSON"),
        template.Whole("an empty object", "{}", "REQUIRED", FirstRequired(template)),
        template.Whole("another merchant", template.Body.Trim()[..^1] + ",\"merchantId\":\"$otherMerchant\"}", "MERCHANT_MISMATCH", "merchantId", 403),
        template.Whole("U+0000", template.Body.Trim()[..^1] + @",""x"":""\u0000""}", "NUL_CHARACTER"),
        .. TakesUnknownMembers(template) ? [] : new[] { template.Whole("a member that nobody knows", template.Body.Trim()[..^1] + ",\"quantitty\":1}", "UNKNOWN_MEMBER", "quantitty") },
    ];

    // Clients of other systems send these more than is read of them.
    private static bool TakesUnknownMembers(Template template) => template.Path is "/v0/payments" or "/v0/entitlements";

    private static string FirstRequired(Template template) => template.Path switch
    {
        "/v0/plans" => "productId",
        "/v0/prices" => "invoiceDisplayName",
        "/v0/subscriptions" => "customerId",
        "/v0/payments" or "/v0/entitlements" => "customerId",
        "/v0/testClocks" => "currentTime",
        _ => "name",
    };

    private static IEnumerable<BadRequest> Definitions() =>
    [
        Product.With("a blank name", "\"Runner\"", "\" \"", "REQUIRED", "name"),
        Product.With("a name of 201 characters", "Runner", new string('n', 201), "TOO_LONG", "name"),
        Product.With("a name that is a number", "\"Runner\"", "1", "WRONG_TYPE", "name"),
        Product.With("a name with half a surrogate pair", "Runner", @"\ud800", "WRONG_TYPE", "name"),
        Product.With("a name twice", "\"name\"", "\"name\":\"x\",\"name\"", "DUPLICATE_MEMBER", "name"),
        Product.With("a note that is a number", "\"1\"", "1", "WRONG_TYPE", "metadata.tier"),
        Product.With("a note whose name has half a surrogate pair", "tier", @"\ud800", "WRONG_TYPE", "metadata"),
        Metric.With("an unknown aggregation", "SUM", "MEDIAN", "UNKNOWN_VALUE", "aggregation"),
        Metric.With("a path that is none", "$.seconds", "$..seconds", "INVALID_PATH", "valueProperty"),
        Metric.With("an unknown product", "\"name\"", "\"productId\":\"prod_00000000000000000000000000\",\"name\"", "PRODUCT_NOT_FOUND", "productId", 404),
        Metric.With("another merchant's product", "\"name\"", "\"productId\":\"$otherProduct\",\"name\"", "PRODUCT_NOT_FOUND", "productId", 404),
        Price.With("an unknown metric", "$metric", "bm_00000000000000000000000000", "BILLABLE_METRIC_NOT_FOUND", "billableMetricId", 404),
        Price.With("another merchant's metric", "$metric", "$otherMetric", "BILLABLE_METRIC_NOT_FOUND", "billableMetricId", 404),
        Price.With("an unknown payment term", "in_arrears", "later", "UNKNOWN_VALUE", "paymentTerm"),
        Price.With("an unknown model", "standard", "haggling", "UNSUPPORTED_MODEL", "model"),
        Price.With("a price below zero", "\"0.001\"", "\"-1\"", "INVALID_PRICE", "properties.unitPrice"),
        Price.With("a price with an exponent", "\"0.001\"", "1e-3", "INVALID_PRICE", "properties.unitPrice"),
        Price.With("a price with half a surrogate pair", "0.001", @"\ud800", "WRONG_TYPE", "properties"),
        Plan.With("an unknown currency", "USD", "XXQ", "UNKNOWN_CURRENCY", "currency"),
        Plan.With("an unknown cadence", "P1M", "P2M", "UNKNOWN_CADENCE", "billingCadence"),
        Plan.With("an unknown product", "$product", "prod_00000000000000000000000000", "PRODUCT_NOT_FOUND", "productId", 404),
        Plan.With("another merchant's price", "$price", "$otherPrice", "PRICE_NOT_FOUND", "prices[0]", 404),
        Plan.With("a price that is a number", "\"$price\"", "1", "WRONG_TYPE", "prices[0]"),
        Plan.With("a price with half a surrogate pair", "$price", @"\ud800", "WRONG_TYPE", "prices[0]"),
        Plan.With("a tax of more than the whole", "\"name\"", "\"defaultTaxRate\":\"1.5\",\"name\"", "OUT_OF_RANGE", "defaultTaxRate"),
        Plan.With("a grace of eight days", "\"name\"", "\"graceDuration\":\"P8D\",\"name\"", "OUT_OF_RANGE", "graceDuration"),
        Plan.With("a review longer than a month", "\"name\"", "\"reviewDuration\":\"P29D\",\"name\"", "OUT_OF_RANGE", "reviewDuration"),
        Plan.With("an anchor on the 32nd", "\"name\"", "\"billingAnchor\":32,\"name\"", "INVALID_BILLING_ANCHOR", "billingAnchor"),
        Plan.With("an anchor that is no whole number", "\"name\"", "\"billingAnchor\":1.5,\"name\"", "WRONG_TYPE", "billingAnchor"),
    ];

    private static IEnumerable<BadRequest> People() =>
    [
        Customer.With("no address for mail", "ada@example.com", "ada", "INVALID_EMAIL", "consumer.email"),
        Customer.With("an unknown time zone", "Europe/Berlin", "Europe/Atlantis", "UNKNOWN_TIME_ZONE", "timeZone"),
        Customer.With("a tax below zero", "\"0.19\"", "\"-0.19\"", "OUT_OF_RANGE", "taxRate"),
        Customer.With("a tax of 40 digits", "\"0.19\"", "0.1234567890123456789012345678901234567890", "WRONG_TYPE", "taxRate"),
        Customer.With("an external id with half a surrogate pair", "\"ada\"", @"""\ud800""", "WRONG_TYPE", "externalId"),
        Subscription.With("an unknown plan", "$plan", "plan_00000000000000000000000000", "PLAN_NOT_FOUND", "planId", 404),
        Subscription.With("another merchant's customer", "$customer", "$otherCustomer", "CUSTOMER_NOT_FOUND", "customerId", 404),
        Subscription.With("a start without an offset", "$now", "2026-01-31T12:00:00", "WRONG_TYPE", "startedAt"),
        Subscription.With("a start before 2000", "$now", "1999-12-31T23:59:59Z", "OUT_OF_RANGE", "startedAt"),
        Payment.With("an amount of nothing", "\"10\"", "\"0\"", "INVALID_VALUE", "amount"),
        Payment.With("a part of a cent", "\"10\"", "\"0.001\"", "INVALID_VALUE", "amount"),
        Payment.With("an exponent", "\"10\"", "1e1", "WRONG_TYPE", "amount"),
        Payment.With("another merchant's customer", "$customer", "$otherCustomer", "CUSTOMER_NOT_FOUND", "customerId", 404),
        Entitlement.With("a quantity below zero", "\"quantity\":1", "\"quantity\":-1", "OUT_OF_RANGE", "entitlementData[0].quantity"),
        Entitlement.With("another merchant's customer", "$customer", "$otherCustomer", "CUSTOMER_NOT_FOUND", "customerId", 404),
        Entitlement.With("more than there is", "\"quantity\":1", "\"quantity\":100000", "INSUFFICIENT_FUNDS", null, 402),
        Clock.With("the year 1", "2026", "0001", "OUT_OF_RANGE", "currentTime"),
    ];
}
