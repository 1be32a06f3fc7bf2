using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Metrics;

/// <summary>A billable metric to be made. It never changes: another definition is another metric.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="ProductId">The product that it belongs to.</param>
/// <param name="Name">What invoices call it, at most 200 characters. Required.</param>
/// <param name="Unit">What one of it is, at most 50 characters. Required.</param>
/// <param name="Aggregation">SUM, COUNT, AVG, MIN, MAX, UNIQUE_COUNT or LATEST. Required.</param>
/// <param name="EventType">The type of the events that count, at most 128 characters.</param>
/// <param name="ValueProperty">Where the value stands in an event's data: <c>$.tokens</c>.</param>
/// <param name="GroupBy">Dimensions, and where their values stand: at most 10.</param>
/// <param name="Filters">Which events count: paths, and the values allowed there.</param>
internal sealed record MetricRequest(
    string? MerchantId,
    string? ProductId,
    string? Name,
    string? Unit,
    string? Aggregation,
    string? EventType,
    string? ValueProperty,
    IReadOnlyDictionary<string, string?>? GroupBy,
    IReadOnlyDictionary<string, IReadOnlyList<string?>?>? Filters) : INamesMerchant
{
    private const int MaxDimensionName = 64;
    private const int MaxFilterValue = 200;

    private static readonly (string, Aggregation)[] Aggregations =
    [
        ("SUM", Core.Catalog.Aggregation.Sum),
        ("COUNT", Core.Catalog.Aggregation.Count),
        ("AVG", Core.Catalog.Aggregation.Avg),
        ("MIN", Core.Catalog.Aggregation.Min),
        ("MAX", Core.Catalog.Aggregation.Max),
        ("UNIQUE_COUNT", Core.Catalog.Aggregation.UniqueCount),
        ("LATEST", Core.Catalog.Aggregation.Latest),
    ];

    /// <summary>Taken for clients of other systems, and not kept.</summary>
    public JsonElement? Description { get; init; }

    public Metric ToMetric(Check check, IIdSource ids, Instant now, CatalogSettings settings) => new()
    {
        Id = ids.Next<Metric>(),
        ProductId = check.OptionalId<Product>("productId", ProductId),
        Name = check.Text("name", Name, 200),
        Unit = check.Text("unit", Unit, 50),
        Aggregation = check.OneOf("aggregation", check.Required("aggregation", Aggregation), default, Aggregations),
        EventType = EventType is null ? null : check.Text("eventType", EventType, MetricRules.MaxEventType),
        ValueProperty = ValueProperty is null ? null : Path(check, "valueProperty", ValueProperty),
        GroupBy = Dimensions(check),
        Filters = Allowed(check),
        CreatedAt = now,
        EffectiveAt = now + settings.CacheTime,
    };

    private static PropertyPath? Path(Check check, string field, string? text)
    {
        check.That(PropertyPath.TryParse(text, out var path), field, "A path such as $.tokens is expected.", "INVALID_PATH");
        return path;
    }

    private Dictionary<string, PropertyPath> Dimensions(Check check)
    {
        var dimensions = new Dictionary<string, PropertyPath>();
        foreach (var (name, text) in GroupBy ?? new Dictionary<string, string?>())
        {
            check.That(name.Length is > 0 and <= MaxDimensionName, "groupBy", $"Names have 1 to {MaxDimensionName} characters.", "TOO_LONG");
            if (Path(check, $"groupBy.{name}", text) is { } path)
            {
                dimensions[name] = path;
            }
        }

        return dimensions;
    }

    private Dictionary<string, IReadOnlyList<string>> Allowed(Check check)
    {
        var allowed = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (text, values) in Filters ?? new Dictionary<string, IReadOnlyList<string?>?>())
        {
            var field = $"filters.{text}";
            var path = Path(check, field, text);
            check.That(
                values is not null && values.All(value => value is { Length: <= MaxFilterValue }),
                field,
                $"A list of texts of at most {MaxFilterValue} characters is expected.");
            if (path is not null)
            {
                allowed[path.ToString()] = [.. (values ?? []).OfType<string>()];
            }
        }

        return allowed;
    }
}
