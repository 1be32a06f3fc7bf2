namespace Tallystick.DevHost.Demo.Year;

/// <summary>A company that has come.</summary>
/// <param name="Company">Which.</param>
/// <param name="Id">The customer's id.</param>
/// <param name="Subscription">The subscription's id.</param>
internal sealed record YearCustomer(YearCompany Company, string Id, string Subscription);
