using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Taxes;

/// <summary>What is asked before an invoice is drafted.</summary>
/// <param name="Tenant">Who sells.</param>
/// <param name="Customer">Who buys.</param>
/// <param name="Currency">In what.</param>
/// <param name="At">When the invoice is drafted.</param>
/// <param name="Items">All that may stand on it, each price once.</param>
/// <param name="DefaultRate">The plan's rate, for what has none of its own.</param>
public sealed record TaxQuestion(Tenant Tenant, Customer Customer, Currency Currency, Instant At, IReadOnlyList<TaxedItem> Items, decimal DefaultRate);
