using Tallystick.Core.Catalog;

namespace Tallystick.Core.Taxes;

/// <summary>Something on an invoice whose rate is asked for.</summary>
/// <param name="Price">What it is sold by: a metric or a fee.</param>
/// <param name="CatalogRate">The rate that the plan has for it.</param>
public sealed record TaxedItem(Price Price, decimal CatalogRate);
