using Tallystick.Core.Customers;
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
}
