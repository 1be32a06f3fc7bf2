using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Customers;

/// <summary>Someone who uses the merchant's API and pays for it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="Consumer">Who the customer is.</param>
/// <param name="ExternalId">The merchant's own name for the customer.</param>
/// <param name="TimeZone">The time zone in which periods begin and end.</param>
/// <param name="TaxRate">Tax as a fraction; null for what prices and plans say.</param>
/// <param name="TaxRates">Rates for single metrics and fees.</param>
/// <param name="TaxTreatment">How the customer is taxed.</param>
/// <param name="TaxId">The number under which the customer is registered for tax.</param>
/// <param name="TestClockId">The clock that the customer lives by; null for real time.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ErasedAt">When it was erased; null where it was not.</param>
internal sealed record CustomerResponse(
    Id<Customer> Id,
    Id<Merchant> MerchantId,
    ConsumerResponse Consumer,
    string? ExternalId,
    string TimeZone,
    decimal? TaxRate,
    IReadOnlyList<TaxRateResponse> TaxRates,
    TaxTreatment TaxTreatment,
    string? TaxId,
    string? TestClockId,
    Instant CreatedAt,
    Instant? ErasedAt)
{
    public string Object => "customer";

    public static Func<Customer, CustomerResponse> For(Tenant tenant) => customer => new(
        customer.Id,
        tenant.Merchant,
        new ConsumerResponse(customer.Name, customer.Email),
        customer.ExternalId,
        customer.TimeZone,
        customer.TaxRate,
        [.. customer.TaxRates.Select(TaxRateResponse.Of)],
        customer.TaxTreatment,
        customer.TaxId,
        customer.TestClockId,
        customer.CreatedAt,
        customer.ErasedAt);
}
