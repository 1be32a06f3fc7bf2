using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>One (merchant, customer) pair: the partition key of the event log and of the ledger documents.</summary>
/// <param name="Tenant">The merchant and the mode.</param>
/// <param name="Subject">The customer's id; or <c>ext:</c> and the external id under which no
/// customer is known yet.</param>
public readonly record struct AccountId(Tenant Tenant, string Subject)
{
    private const string ExternalPrefix = "ext:";
    private const int MaxPlainLength = 100;
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._@:+-");

    /// <summary>The name of the account's partition in the document store and its key in the log.</summary>
    public override string ToString() => $"{Tenant}/{Subject}";

    /// <summary>The customer, or null where none is known under the subject.</summary>
    public Id<Customer>? Customer => Id<Customer>.TryParse(Subject, out var id) ? id : null;

    /// <summary>The external id, or null for a customer's account and for an external id that goes by its hash.</summary>
    public string? ExternalId =>
        Subject.StartsWith(ExternalPrefix, StringComparison.Ordinal) && !Subject.StartsWith(ExternalPrefix + "~", StringComparison.Ordinal)
            ? Subject[ExternalPrefix.Length..]
            : null;

    /// <summary>The account of a known customer.</summary>
    public static AccountId Of(Tenant tenant, Id<Customer> customer) => new(tenant, customer.ToString());

    /// <summary>The account that keeps events of a subject that no customer has claimed yet.</summary>
    /// <remarks>Names of partitions are short printable ASCII; an external id that is not goes by its hash.</remarks>
    public static AccountId External(Tenant tenant, string externalId) => new(tenant, ExternalPrefix + Printable(externalId));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static AccountId Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? new(Tenant.Parse(text[..slash]), text[(slash + 1)..])
            : throw new FormatException($"'{text}' is not an account.");
    }

    private static string Printable(string externalId) =>
        externalId.Length <= MaxPlainLength && !externalId.AsSpan().ContainsAnyExcept(Plain)
            ? externalId
            : "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(externalId)).AsSpan(0, 16));
}
