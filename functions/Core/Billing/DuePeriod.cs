using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>A period whose closing is due at some time.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Subscription">The subscription.</param>
/// <param name="Index">The period's number.</param>
/// <param name="Entry">The id of the entry that says so; goes when the period is closed.</param>
public sealed record DuePeriod(Tenant Tenant, Id<Subscription> Subscription, int Index, string Entry)
{
    /// <summary>The kind of the command that closes a period.</summary>
    public const string CommandKind = "close-period";

    /// <summary>Why it was put aside; null for one that is due.</summary>
    public string? Problem { get; init; }

    /// <summary>Reads an entry. It says twice whose period it is: where both differ it is damaged, and would bill nobody.</summary>
    /// <exception cref="DamagedStoreException">It is damaged; the message names it.</exception>
    internal static DuePeriod Of(StoredDocument document, string partition)
    {
        var due = document.As<DuePeriod>(partition);
        return due.Entry == document.Id && $"{due.Entry}:".Contains($":{due.Subscription}:{due.Index:D6}:", StringComparison.Ordinal) && BillingDocuments.PartitionOf(due.Tenant) == partition
            ? due
            : throw new DamagedStoreException($"The document {document.Id} in {partition} is damaged: it tells of another period.");
    }
}
