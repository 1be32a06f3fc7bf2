using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Notifications;

/// <summary>Facts that a change in another partition than theirs is about to make true: noted before the change, whose commit leaves a mark.</summary>
/// <param name="Partition">Where the change is made.</param>
/// <param name="Facts">What it makes true, in this order; at least one. Their numbers are given when they are told.</param>
/// <param name="SeenAt">When a sweeper first found it without its mark, by the real clock; null before.</param>
internal sealed record Announcement(string Partition, IReadOnlyList<BillingFact> Facts, Instant? SeenAt = null)
{
    private const string Prefix = "announced:";

    /// <summary>The id of the note.</summary>
    internal string Id => Prefix + Facts[0].Id;

    /// <summary>The id of the mark, in the partition of the change.</summary>
    internal string Mark => $"telling:{Facts[0].Id}";

    /// <summary>The notes of a tenant.</summary>
    internal static DocumentRange Of(Tenant tenant) => DocumentRange.WithPrefix(BillingDocuments.PartitionOf(tenant), Prefix);

    /// <summary>The note.</summary>
    internal DocumentWrite ToWrite() => DocumentWrite.Put(Id, this.ToBody());

    /// <summary>The mark, for the commit of the change.</summary>
    internal DocumentWrite ToMark() => DocumentWrite.Put(Mark, Facts[0].Id.ToBody());
}
