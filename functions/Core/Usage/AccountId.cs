using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>One (merchant, customer) pair: the partition key of the event log and of the ledger documents.</summary>
/// <param name="Tenant">The merchant and the mode.</param>
/// <param name="Subject">The customer's id; or <c>ext:</c> and the external id under which no customer is known yet.</param>
public readonly record struct AccountId(Tenant Tenant, string Subject)
{
    private const string ExternalPrefix = "ext:";

    /// <summary>The name of the account's partition in the document store and its key in the log.</summary>
    public override string ToString() => $"{Tenant}/{Subject}";

    /// <summary>The customer, or null where none is known under the subject.</summary>
    public Id<Customer>? Customer => Id<Customer>.TryParse(Subject, out var id) ? id : null;

    /// <summary>The account of a known customer.</summary>
    public static AccountId Of(Tenant tenant, Id<Customer> customer) => new(tenant, customer.ToString());

    /// <summary>The account that keeps events of a subject that no customer has claimed yet.</summary>
    public static AccountId External(Tenant tenant, string externalId) => new(tenant, ExternalPrefix + externalId);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static AccountId Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? new(Tenant.Parse(text[..slash]), text[(slash + 1)..])
            : throw new FormatException($"'{text}' is not an account.");
    }
}
