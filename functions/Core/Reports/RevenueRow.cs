using Tallystick.Core.Values;

namespace Tallystick.Core.Reports;

/// <summary>The revenue of a group.</summary>
/// <param name="Key">The id of the plan, customer or metric, or the month, <c>2026-03</c>; null for what has none.</param>
/// <param name="Currency">In what.</param>
/// <param name="Amount">Without tax, net of credit notes and of invoices that were called off; below 0 where these are more.</param>
public sealed record RevenueRow(string? Key, Currency Currency, decimal Amount);
