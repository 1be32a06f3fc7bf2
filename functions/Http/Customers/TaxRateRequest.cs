namespace Tallystick.Http.Customers;

/// <summary>A rate of tax: for one metric, for one fee, or for all that has none of its own.</summary>
/// <param name="Rate">The fraction: 0.19 is 19 %. Required.</param>
/// <param name="BillableMetricId">The metric.</param>
/// <param name="FeeId">The merchant's name of the fee.</param>
internal sealed record TaxRateRequest(decimal? Rate, string? BillableMetricId, string? FeeId);
