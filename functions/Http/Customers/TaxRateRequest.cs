namespace Tallystick.Http.Customers;

/// <summary>A rate of tax.</summary>
/// <param name="Rate">The fraction: 0.19 is 19 %. Required.</param>
internal sealed record TaxRateRequest(decimal? Rate);
