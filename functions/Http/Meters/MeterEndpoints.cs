using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;
using Tallystick.Http.Usage;

namespace Tallystick.Http.Meters;

/// <summary>How much of a metric was used.</summary>
internal static class MeterEndpoints
{
    private const int DefaultGroupLimit = 100;
    private const int MaxGroupLimit = 1000;

    public static void MapMeters(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v0/billableMetrics/{id}/meter", ReadAsync).WithTags("Usage").RequireScope(Scope.Read)
            .WithSummary("How much of a metric was used in a period, by window and group")
            .WithMetadata(
                new QueryMetadata("from", "The first instant of the period; required."),
                new QueryMetadata("to", "The first instant after the period; required."),
                new QueryMetadata("subject", "Only this customer's, by id or external id."),
                new QueryMetadata("windowSize", "MINUTE, HOUR, DAY or MONTH; left out for no windows."),
                new QueryMetadata("windowTimeZone", "The IANA zone whose days and months are meant; UTC unless given."),
                new QueryMetadata("groupBy", "Dimensions of the metric, with commas between or given more than once."),
                new QueryMetadata("filterGroupBy", "Values of dimensions that count, as JSON: {\"language\": [\"rust\"]}."),
                new QueryMetadata("groupLimit", "The most groups in the answer, 1 to 1000; 100 unless given."))
            .Answers<MeterResponse>();

    private static async Task<IResult> ReadAsync(
        HttpContext context, Caller caller, string id, IDocumentStore store, CustomerDirectory customers, MeterQueries queries)
    {
        var cancellation = context.RequestAborted;
        if (!Id<Metric>.TryParse(id, out var metricId)
            || await store.ReadAsync<Metric>($"{caller.Tenant}/catalog", metricId.ToString(), cancellation) is not { Value: var metric })
        {
            return Refusal.NotFound("BILLABLE_METRIC", id).ToProblem();
        }

        var subject = context.Request.Query["subject"].ToString();
        var customer = subject.Length == 0 ? null : await customers.ResolveAsync(caller.Tenant, subject, cancellation);
        if (subject.Length > 0 && customer is null)
        {
            return Refusal.NotFound("CUSTOMER", subject, "subject").ToProblem();
        }

        return Read(context.Request.Query, context.Request, metric, customer, out var windowed).TryGet(out var query, out var refused)
            ? Answers.Json(MeterResponse.Of(await queries.AskAsync(caller.Tenant, query, cancellation), windowed))
            : refused.ToProblem();
    }

    private static Result<MeterQuery> Read(IQueryCollection query, HttpRequest request, Metric metric, Customer? customer, out bool windowed)
    {
        var check = new Check();
        var period = UsageQuery.ReadPeriod(request, check, "from", "to");
        var size = check.OneOf(
            "windowSize",
            query.TryGetValue("windowSize", out var text) ? text.ToString().ToUpperInvariant() : null,
            WindowSize.Whole,
            ("MINUTE", WindowSize.Minute),
            ("HOUR", WindowSize.Hour),
            ("DAY", WindowSize.Day),
            ("MONTH", WindowSize.Month));
        windowed = size != WindowSize.Whole;
        var zoneId = query.TryGetValue("windowTimeZone", out var given) ? given.ToString() : "UTC";
        check.That(TimeZones.TryFind(zoneId, out var zone), "windowTimeZone", "A zone of the IANA time zone database is expected.", "UNKNOWN_TIME_ZONE");
        var parted = TimeGrid.Part(period, size, zone ?? DateTimeZone.Utc);
        if (!parted.TryGet(out var windows, out var tooMany))
        {
            return tooMany;
        }

        var groupBy = query["groupBy"].SelectMany(value => value!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        foreach (var dimension in groupBy)
        {
            check.That(metric.GroupBy.ContainsKey(dimension), "groupBy", $"The metric has no dimension '{dimension}'.", "UNKNOWN_DIMENSION");
        }

        var answer = new MeterQuery
        {
            Metric = metric,
            Customer = customer,
            Windows = windows,
            GroupBy = [.. groupBy.Distinct()],
            Filters = ReadFilters(query, metric, check),
            GroupLimit = ReadGroupLimit(query, check),
        };
        return check.Refusal is { } refused ? refused : answer;
    }

    private static int ReadGroupLimit(IQueryCollection query, Check check)
    {
        if (!query.TryGetValue("groupLimit", out var text))
        {
            return DefaultGroupLimit;
        }

        var valid = int.TryParse(text, out var limit) && limit is >= 1 and <= MaxGroupLimit;
        check.That(valid, "groupLimit", $"A whole number from 1 to {MaxGroupLimit} is expected.");
        return valid ? limit : DefaultGroupLimit;
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadFilters(IQueryCollection query, Metric metric, Check check)
    {
        var filters = new Dictionary<string, IReadOnlyList<string>>();
        if (!query.TryGetValue("filterGroupBy", out var text))
        {
            return filters;
        }

        try
        {
            foreach (var (dimension, values) in JsonSerializer.Deserialize<Dictionary<string, string?[]?>>(text.ToString(), HttpJson.Options) ?? [])
            {
                check.That(metric.GroupBy.ContainsKey(dimension), "filterGroupBy", $"The metric has no dimension '{dimension}'.", "UNKNOWN_DIMENSION");
                check.That(values is not null && values.All(value => value is not null), "filterGroupBy", "A list of texts is expected.", "WRONG_TYPE");
                filters[dimension] = [.. (values ?? []).OfType<string>()];
            }
        }
        catch (JsonException)
        {
            check.Fail("filterGroupBy", "A JSON object of lists of texts is expected, for example {\"language\": [\"rust\"]}.", "MALFORMED_JSON");
        }

        return filters;
    }
}
