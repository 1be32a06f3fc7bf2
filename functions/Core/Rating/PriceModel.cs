using System.Text.Json;
using System.Text.Json.Serialization;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>How what was used becomes an amount of money. The hierarchy is closed: every model is in this folder.</summary>
/// <remarks>
/// A model takes what was used apart into priced parts; the amount is their sum, so the two cannot disagree. Nothing used costs nothing by every model.
/// Documents name the model in a member <c>model</c> that stands first.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "model")]
[JsonDerivedType(typeof(StandardPrice), StandardPrice.Model)]
[JsonDerivedType(typeof(GraduatedPrice), GraduatedPrice.Model)]
[JsonDerivedType(typeof(VolumePrice), VolumePrice.Model)]
[JsonDerivedType(typeof(LinearVolumePrice), LinearVolumePrice.Model)]
[JsonDerivedType(typeof(PackagePrice), PackagePrice.Model)]
[JsonDerivedType(typeof(PercentagePrice), PercentagePrice.Model)]
[JsonDerivedType(typeof(MatrixPrice), MatrixPrice.Model)]
[JsonDerivedType(typeof(DynamicPrice), DynamicPrice.Model)]
public abstract record PriceModel : IJsonOnDeserialized
{
    private protected PriceModel()
    {
    }

    /// <summary>The model's name in the API, for example <c>standard</c>.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>The price of every unit; null where units may cost different amounts.</summary>
    [JsonIgnore]
    public virtual decimal? UniformPrice => null;

    /// <summary>True where what an event costs does not depend on the other events of its period: only then a wallet can pay for it at once.</summary>
    [JsonIgnore]
    public virtual bool IsByEvent => false;

    /// <summary>True where it depends on which groups of the metric the usage falls into.</summary>
    [JsonIgnore]
    public virtual bool NeedsGroups => false;

    /// <summary>True where it depends on the total alone: only then units that were granted can be taken off it.</summary>
    [JsonIgnore]
    public virtual bool IsByTotal => true;

    /// <summary>What is wrong with the numbers, by field; nothing in a model that is in force.</summary>
    /// <param name="path">What stands before the fields' names in the request: <c>prices[0].properties.</c>.</param>
    public abstract IEnumerable<FieldError> Errors(string path);

    /// <summary>What was used, priced part by part: in a fixed order, none that is nothing.</summary>
    internal abstract IReadOnlyList<PricePart> PartsOf(UsedQuantity used);

    /// <summary>The price of one unit of an event; null where the model <see cref="IsByEvent">needs more than the event</see> to tell.</summary>
    /// <param name="group">The values of the metric's dimensions.</param>
    /// <param name="given">The price that came with the event; null for none.</param>
    public virtual decimal? PriceOf(GroupKey group, decimal? given) => UniformPrice;

    /// <summary>
    /// What a quantity costs at most, whatever group it falls into: at the dearest price that the model has, with every flat fee, and without what is free. For
    /// <see cref="VolumePrice"/> the quantity itself: that it may make dearer what was used before is left out.
    /// </summary>
    /// <param name="quantity">0 or more.</param>
    public abstract ExactAmount AtMost(decimal quantity);

    /// <summary>
    /// What a quantity adds at most to what a period comes to, wherever in it it falls: with what it makes dearer of the usage before it. Where units cost what they cost
    /// whatever is used besides, this is <see cref="AtMost"/>.
    /// </summary>
    /// <param name="quantity">0 or more.</param>
    public virtual ExactAmount MostAdded(decimal quantity) => AtMost(quantity);

    /// <summary>A document whose numbers break rules does not read.</summary>
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Errors("").FirstOrDefault() is { } broken)
        {
            throw new JsonException($"{Name}.{broken.Field}: {broken.Message}");
        }
    }
}
