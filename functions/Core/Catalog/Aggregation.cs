using System.Text.Json.Serialization;

namespace Tallystick.Core.Catalog;

/// <summary>How the values of a metric's events become one quantity.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Aggregation>))]
public enum Aggregation
{
    /// <summary>The sum of the values.</summary>
    [JsonStringEnumMemberName("SUM")]
    Sum,

    /// <summary>The number of events; a reported quantity counts as so many.</summary>
    [JsonStringEnumMemberName("COUNT")]
    Count,

    /// <summary>The sum of the values over the number of events.</summary>
    [JsonStringEnumMemberName("AVG")]
    Avg,

    /// <summary>The smallest value.</summary>
    [JsonStringEnumMemberName("MIN")]
    Min,

    /// <summary>The largest value.</summary>
    [JsonStringEnumMemberName("MAX")]
    Max,

    /// <summary>How many different values there were.</summary>
    [JsonStringEnumMemberName("UNIQUE_COUNT")]
    UniqueCount,

    /// <summary>The value of the event that occurred last; of several at one instant, the one last in the log.</summary>
    [JsonStringEnumMemberName("LATEST")]
    Latest,
}
