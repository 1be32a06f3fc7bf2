using Tallystick.Core.Pools;

namespace Tallystick.Core.Billing;

/// <summary>What came late for earlier periods.</summary>
/// <param name="Lines">The lines for the next invoice, of periods whose plan wants them there.</param>
/// <param name="OnNotes">The lines for notes, of periods whose plan wants that.</param>
/// <param name="Unrated">See <see cref="BillingPeriod.Unrated"/>.</param>
/// <param name="Draws">The units that were drawn for it, or given back.</param>
internal sealed record LateUsage(IReadOnlyList<BillableLine> Lines, IReadOnlyList<BillableLine> OnNotes, IReadOnlyList<int> Unrated, IReadOnlyList<UnitDraw> Draws);
