using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Customers;

/// <summary>A customer to be made. Name and email stand in <c>consumer</c> or at the top.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Consumer">Who the customer is.</param>
/// <param name="Name">What invoices call the customer, where there is no consumer.</param>
/// <param name="Email">Where invoices go, where there is no consumer.</param>
/// <param name="ExternalId">The merchant's own name for the customer, at most 255 characters; one customer has it.</param>
/// <param name="TimeZone">The IANA time zone in which periods begin and end; UTC unless given.</param>
/// <param name="TaxRate">Tax as a fraction; what prices and plans say unless given.</param>
/// <param name="TaxRates">Rates for single metrics and fees; one without either is the same as <c>taxRate</c>. At most 100.</param>
/// <param name="TaxTreatment"><c>standard</c> (unless given), <c>exempt</c> or <c>reverse_charge</c>: with the latter two nothing is taxed.</param>
/// <param name="TaxId">The number under which the customer is registered for tax, at most 50 characters: printed on invoices, required for reverse charge.</param>
/// <param name="TestClockId">The clock that the customer lives by; test mode only.</param>
internal sealed record CustomerRequest(
    string? MerchantId,
    ConsumerRequest? Consumer,
    string? Name,
    string? Email,
    string? ExternalId,
    string? TimeZone,
    decimal? TaxRate,
    IReadOnlyList<TaxRateRequest?>? TaxRates,
    string? TaxTreatment,
    string? TaxId,
    string? TestClockId) : INamesMerchant
{
    public Customer ToCustomer(Check check, IIdSource ids, Instant now)
    {
        var prefix = Consumer is null ? "" : "consumer.";
        var email = Consumer is null ? Email : Consumer.Email;
        var customer = new Customer
        {
            Id = ids.Next<Customer>(),
            Name = check.Text(prefix + "name", Consumer is null ? Name : Consumer.Name, 200),
            Email = email is null && Consumer is null ? null : check.Email(prefix + "email", email),
            ExternalId = ExternalId is null ? null : check.Text("externalId", ExternalId, 255),
            TimeZone = TimeZone ?? "UTC",
            TestClockId = check.OptionalId<TestClock>("testClockId", TestClockId)?.ToString(),
            CreatedAt = now,
        };
        return new CustomerTaxRequest(TaxRate, TaxRates, TaxTreatment, TaxId).On(customer, check);
    }
}
