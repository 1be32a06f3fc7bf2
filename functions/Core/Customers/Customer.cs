using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Payments;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Someone who uses a merchant's API and pays for it.</summary>
public sealed record Customer : IIdentified
{
    /// <summary>What stands where something was erased.</summary>
    public const string ErasedText = "(erased)";

    /// <summary>How many rates for single metrics and fees a customer may have.</summary>
    public const int MaxTaxRates = 100;

    /// <inheritdoc/>
    public static string IdPrefix => "cus";

    /// <summary>The customer's id.</summary>
    public required Id<Customer> Id { get; init; }

    /// <summary>What invoices call the customer.</summary>
    public required string Name { get; init; }

    /// <summary>Where invoices go; null where none was given.</summary>
    public string? Email { get; init; }

    /// <summary>The merchant's own name for the customer, unique within the tenant; usage may be reported under it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The zone of the IANA time zone database in which periods begin and end. UTC unless set.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The test clock that the customer lives by; null for real time. Only in test mode.</summary>
    public string? TestClockId { get; init; }

    /// <summary>Tax on the customer's lines, as a fraction (0.19 is 19 %); null for what prices and plan say.</summary>
    public decimal? TaxRate { get; init; }

    /// <summary>Rates for single metrics and fees, which come before <see cref="TaxRate"/>: each once, at most <see cref="MaxTaxRates"/>.</summary>
    public IReadOnlyList<CustomerTaxRate> TaxRates { get; init; } = [];

    /// <summary>Whether the customer is taxed at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TaxTreatment TaxTreatment { get; init; }

    /// <summary>The number under which the customer is registered for tax, as invoices print it; null where none was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TaxId { get; init; }

    /// <summary>True where units of metrics were ever granted: whoever bills looks for them only then. Written before the first of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasUnits { get; init; }

    /// <summary>The saved payment method that is charged for what the wallet does not cover; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Id<PaymentMethod>? PaymentMethodId { get; init; }

    /// <summary>When the customer was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When the customer's personal data was erased, by the real clock; null where it was not. Nothing new is taken for the customer since.</summary>
    public Instant? ErasedAt { get; init; }

    /// <summary>Without personal data: what is left says nothing of who it was. Erasing twice changes nothing.</summary>
    public Customer Erase(Instant now) => ErasedAt is null ? this with { Name = ErasedText, Email = null, ExternalId = null, TaxId = null, PaymentMethodId = null, ErasedAt = now } : this;

    /// <summary>The customer, taxed as another.</summary>
    public Customer TaxedAs(Customer other) =>
        this with { TaxRate = other.TaxRate, TaxRates = other.TaxRates, TaxTreatment = other.TaxTreatment, TaxId = other.TaxId };

    /// <summary>What refuses something new for the customer; null where the customer was not erased.</summary>
    /// <param name="field">The field that named the customer.</param>
    public Refusal? RefuseErased(string field) =>
        ErasedAt is { } at
            ? Refusal.Conflict("CUSTOMER_ERASED", $"The customer was erased at {at}.") with
            {
                Errors = [new FieldError(field, "The customer was erased.", "CUSTOMER_ERASED")],
            }
            : null;
}
