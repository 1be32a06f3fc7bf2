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
/// <param name="TaxRate">Tax as a fraction; the plan's default unless given.</param>
/// <param name="TaxRates">The same as a list: of at most one rate.</param>
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
    string? TestClockId) : INamesMerchant
{
    public Customer ToCustomer(Check check, IIdSource ids, Instant now)
    {
        var prefix = Consumer is null ? "" : "consumer.";
        var email = Consumer is null ? Email : Consumer.Email;
        return new Customer
        {
            Id = ids.Next<Customer>(),
            Name = check.Text(prefix + "name", Consumer is null ? Name : Consumer.Name, 200),
            Email = email is null && Consumer is null ? null : check.Email(prefix + "email", email),
            ExternalId = ExternalId is null ? null : check.Text("externalId", ExternalId, 255),
            TimeZone = TimeZone ?? "UTC",
            TaxRate = Rate(check),
            TestClockId = check.OptionalId<TestClock>("testClockId", TestClockId)?.ToString(),
            CreatedAt = now,
        };
    }

    private decimal? Rate(Check check) => check.Items("taxRates", TaxRates, 1) is [var rate]
        ? check.Amount("taxRates[0].rate", rate?.Rate, 0, 1)
        : check.OptionalAmount("taxRate", TaxRate, 0, 1);
}
