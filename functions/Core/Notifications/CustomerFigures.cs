using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>A customer, without who it is.</summary>
/// <param name="Id">The customer.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ErasedAt">When it was erased; null where it was not.</param>
public sealed record CustomerFigures(Id<Customer> Id, Instant CreatedAt, Instant? ErasedAt)
{
    private const int BytesOfId = 16;

    /// <summary>The fact that a customer was made, or erased.</summary>
    internal static BillingFact FactOf(Customer customer)
    {
        var type = customer.ErasedAt is null ? FactTypes.CustomerCreated : FactTypes.CustomerErased;
        return new BillingFact
        {
            Id = Id<BillingFact>.Of(customer.Id.Suffix + type.Split('.')[^1]),
            Type = type,
            At = customer.ErasedAt ?? customer.CreatedAt,
            Sequence = 0,
            Customer = new CustomerFigures(customer.Id, customer.CreatedAt, customer.ErasedAt),
        };
    }

    /// <summary>The fact that a customer was changed.</summary>
    /// <param name="customer">The customer after.</param>
    /// <param name="change">What is written, over what: another write makes another fact.</param>
    /// <param name="at">The customer's time.</param>
    internal static BillingFact ChangeOf(Customer customer, DocumentWrite change, Instant at)
    {
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{customer.Id} {change.ETag} "), .. change.Body.Span]);
        return new BillingFact
        {
            Id = Id<BillingFact>.Of(Convert.ToHexStringLower(hash.AsSpan(0, BytesOfId))),
            Type = FactTypes.CustomerChanged,
            At = at,
            Sequence = 0,
            Customer = new CustomerFigures(customer.Id, customer.CreatedAt, customer.ErasedAt),
        };
    }
}
