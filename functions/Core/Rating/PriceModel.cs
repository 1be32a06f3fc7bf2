using System.Text.Json.Serialization;

namespace Tallystick.Core.Rating;

/// <summary>How a quantity becomes an amount of money. The hierarchy is closed: every model is in this folder.</summary>
/// <remarks>Documents name the model in a member <c>model</c> that stands first.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "model")]
[JsonDerivedType(typeof(StandardPrice), StandardPrice.Model)]
public abstract record PriceModel
{
    private protected PriceModel()
    {
    }

    /// <summary>The model's name in the API, for example <c>standard</c>.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>What invoices show as the price of one unit.</summary>
    [JsonIgnore]
    public abstract decimal DisplayUnitPrice { get; }

    /// <summary>The price of a quantity, computed exactly and rounded once, half to even.</summary>
    /// <param name="quantity">A lawful quantity (see <see cref="Values.Exact.Fits"/>); below 0 for a correction.</param>
    /// <param name="digits">Digits after the decimal point to keep, 0 to 9.</param>
    internal abstract decimal Amount(decimal quantity, int digits);
}
