using System.Text.Json.Serialization;

namespace Tallystick.Core.Limits;

/// <summary>In which stretch of time a measure counts; the next one begins with nothing. Borders lie on whole hours, UTC, taken down to one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeasureWindow>))]
public enum MeasureWindow
{
    /// <summary>
    /// The billing period of the subscription that is concerned: that to the metric, or the customer's oldest that is in force. The calendar month where there is none.
    /// </summary>
    [JsonStringEnumMemberName("BILLING_PERIOD")]
    BillingPeriod,

    /// <summary>The calendar day of the customer's time zone.</summary>
    [JsonStringEnumMemberName("DAY")]
    Day,

    /// <summary>The calendar week of the customer's time zone, from Monday.</summary>
    [JsonStringEnumMemberName("WEEK")]
    Week,

    /// <summary>The calendar month of the customer's time zone.</summary>
    [JsonStringEnumMemberName("MONTH")]
    Month,
}
