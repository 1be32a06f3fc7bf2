using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>A price of how much was used in all, whichever events and groups it came in.</summary>
public abstract record TotalPrice : PriceModel
{
    private protected TotalPrice()
    {
    }

    /// <summary>How much of a period costs nothing, before the model is asked: 0 or more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal FreeUnits { get; init; }

    /// <inheritdoc/>
    public sealed override IEnumerable<FieldError> Errors(string path) =>
        [.. PriceCheck.Quantity(path + "freeUnits", FreeUnits), .. ErrorsOf(path)];

    /// <remarks>A total below 0, which a metric of AVG, MIN, MAX or LATEST can have, comes to what the same total above 0 comes to, given back.</remarks>
    internal sealed override IReadOnlyList<PricePart> PartsOf(UsedQuantity used)
    {
        if (used.Total < 0)
        {
            return [.. PartsOf(new UsedQuantity(-used.Total)).Select(part => part.Negated())];
        }

        var free = Math.Min(FreeUnits, used.Total);
        IEnumerable<PricePart> first = free > 0 ? [new PricePart("free", free, 0, default)] : [];
        return [.. first, .. used.Total > free ? PartsOf(used.Total - free) : []];
    }

    /// <summary>What is wrong apart from <see cref="FreeUnits"/>.</summary>
    private protected abstract IEnumerable<FieldError> ErrorsOf(string path);

    /// <summary>The parts of what is not free.</summary>
    /// <param name="quantity">Above 0.</param>
    private protected abstract IEnumerable<PricePart> PartsOf(decimal quantity);
}
