using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tallystick.DevHost.Cost;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>A query about the ids of one partition: the only kind that the model knows.</summary>
internal sealed partial record WireQuery(string From, string To, bool Descending, bool Counts, int Skip, int Take)
{
    /// <summary>The query of a request.</summary>
    /// <exception cref="NotSupportedException">It is of another kind.</exception>
    public static WireQuery Read(byte[] body)
    {
        var root = JsonDocument.Parse(body).RootElement;
        var text = root.GetProperty("query").GetString()!;
        var match = Known().Match(text);
        if (!match.Success)
        {
            throw new NotSupportedException($"The model does not know the query {text}.");
        }

        var parameters = root.GetProperty("parameters").EnumerateArray()
            .ToDictionary(parameter => parameter.GetProperty("name").GetString()!, parameter => parameter.GetProperty("value"));
        return new WireQuery(
            parameters["@from"].GetString()!,
            parameters["@to"].GetString()!,
            match.Groups["order"].Value == "DESC",
            match.Groups["count"].Success,
            parameters.TryGetValue("@skip", out var skip) ? skip.GetInt32() : 0,
            parameters.TryGetValue("@take", out var take) ? take.GetInt32() : int.MaxValue);
    }

    /// <summary>A page of it. The continuation is how many items the pages before had.</summary>
    public HttpResponseMessage Answer(WireContainer items, string partition, string? continuation, int pageSize)
    {
        var found = items.In(partition)
            .Where(item => string.CompareOrdinal(item.Id, From) >= 0 && string.CompareOrdinal(item.Id, To) < 0).ToList();
        if (Counts)
        {
            return Page(Encoding.UTF8.GetBytes($"{found.Count}"), 1, RequestUnits.OfList(0), continuation: null);
        }

        if (Descending)
        {
            found.Reverse();
        }

        var before = continuation is null ? 0 : int.Parse(continuation, CultureInfo.InvariantCulture);
        var rest = found.Skip(Skip).Take(Take).Skip(before).ToList();
        var page = rest.Take(pageSize).ToList();
        byte[] json = [.. page.SelectMany((item, i) => i == 0 ? item.Json : [(byte)',', .. item.Json])];
        return Page(json, page.Count, RequestUnits.OfList(page.Sum(item => item.Size)), rest.Count > pageSize ? $"{before + pageSize}" : null);
    }

    private static HttpResponseMessage Page(byte[] items, int count, double charge, string? continuation)
    {
        byte[] json = [.. "{\"Documents\":["u8, .. items, .. Encoding.UTF8.GetBytes($"],\"_count\":{count}}}")];
        var answer = WireAnswer.Of(HttpStatusCode.OK, json, charge: charge);
        answer.Headers.TryAddWithoutValidation("x-ms-cosmos-query-requiresdistribution", "False"); // the pages of others cannot just be put together
        answer.Headers.TryAddWithoutValidation("x-ms-item-count", count.ToString(CultureInfo.InvariantCulture));
        if (continuation is not null)
        {
            answer.Headers.TryAddWithoutValidation("x-ms-continuation", continuation);
        }

        return answer;
    }

    [GeneratedRegex(@"^SELECT (\*|(?<count>VALUE COUNT\(1\))) FROM c WHERE c\.id >= @from AND c\.id < @to( ORDER BY c\.id (?<order>ASC|DESC) OFFSET @skip LIMIT @take)?$")]
    private static partial Regex Known();
}
