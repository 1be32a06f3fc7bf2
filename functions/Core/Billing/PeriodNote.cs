using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>A note that is drawn when a period is closed.</summary>
/// <param name="Id">The note.</param>
/// <param name="Original">The invoice that it adds to or takes from.</param>
public sealed record PeriodNote(Id<Invoice> Id, Id<Invoice> Original);
