using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>One (merchant, customer) pair: the partition key of the event log and of the ledger documents.</summary>
/// <remarks>An object that remembers its hash, its text and its tag: they are asked for with every event.</remarks>
/// <param name="tenant">The merchant and the mode.</param>
/// <param name="subject">The customer's id; or <c>ext:</c> and the external id under which no customer is known yet.</param>
[JsonConverter(typeof(AccountIdJsonConverter))]
public sealed class AccountId(Tenant tenant, string subject) : IEquatable<AccountId>
{
    private const string ExternalPrefix = "ext:";
    private const int MaxPlainLength = 100;
    private const int HashLength = 32;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._@:+-");

    private readonly int hash = HashCode.Combine(tenant, subject);
    private string? text;

    // 0 before it is asked for; an account whose tag is 0 has it computed every time.
    private ulong tag;

    /// <summary>The merchant and the mode.</summary>
    public Tenant Tenant => tenant;

    /// <summary>The customer's id; or <c>ext:</c> and the external id under which no customer is known yet.</summary>
    public string Subject => subject;

    /// <summary>The first 40 bits of the SHA-256 of the account's name: groups the claims of an account. Two accounts may share it.</summary>
    public ulong Tag
    {
        get
        {
            var known = Volatile.Read(ref tag);
            if (known == 0)
            {
                known = (ulong)(Digest.Of(Encoding.UTF8.GetBytes(ToString())) >> 88);
                Volatile.Write(ref tag, known);
            }

            return known;
        }
    }

    /// <summary>The customer, or null where none is known under the subject.</summary>
    public Id<Customer>? Customer => Id<Customer>.TryParse(Subject, out var id) ? id : null;

    /// <summary>The external id, or null for a customer's account and for an external id that goes by its hash.</summary>
    public string? ExternalId =>
        Subject.StartsWith(ExternalPrefix, StringComparison.Ordinal) && !Subject.StartsWith(ExternalPrefix + "~", StringComparison.Ordinal)
            ? Subject[ExternalPrefix.Length..]
            : null;

    /// <summary>Whose a record of the log is that holds no events; has no customer, no tenant and no partition.</summary>
    public static AccountId Nobody { get; } = new(default, "");

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

    /// <summary>
    /// Reads what <see cref="ToString"/> wrote of an account that <see cref="Of"/> or <see cref="External"/> gave; false for every other text: for names
    /// that strangers may have written.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AccountId? account)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        account = slash > 0 && Tenant.TryParse(text[..slash], out var tenant) && IsSubject(text[(slash + 1)..]) ? new(tenant, text[(slash + 1)..]) : null;
        return account is not null;
    }

    /// <summary>True for two names of the same account.</summary>
    public static bool operator ==(AccountId? left, AccountId? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True for two accounts.</summary>
    public static bool operator !=(AccountId? left, AccountId? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(AccountId? other) =>
        ReferenceEquals(this, other) || (other is not null && hash == other.hash && Subject == other.Subject && Tenant == other.Tenant);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AccountId);

    /// <inheritdoc/>
    public override int GetHashCode() => hash;

    /// <summary>The name of the account's partition in the document store and its key in the log.</summary>
    public override string ToString() => text ??= $"{Tenant}/{Subject}";

    private static bool IsSubject(string text) =>
        Id<Customer>.TryParse(text, out _)
        || (text.StartsWith(ExternalPrefix, StringComparison.Ordinal) && (IsPlain(text.AsSpan(ExternalPrefix.Length)) || IsHash(text.AsSpan(ExternalPrefix.Length))));

    private static bool IsPlain(ReadOnlySpan<char> externalId) => externalId.Length <= MaxPlainLength && !externalId.ContainsAnyExcept(Plain);

    private static bool IsHash(ReadOnlySpan<char> text) => text.Length == HashLength + 1 && text[0] == '~' && !text[1..].ContainsAnyExcept(Hexadecimal);

    private static string Printable(string externalId) =>
        IsPlain(externalId)
            ? externalId
            : "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(externalId)).AsSpan(0, 16));
}
