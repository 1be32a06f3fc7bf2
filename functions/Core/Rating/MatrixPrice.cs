using System.Text.Json.Serialization;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>A price for each group of a metric: the quantity of a group × the price of its cell.</summary>
/// <remarks>Every group has a price, that of its cell or the default one: so no usage is without a price, whatever values come in.</remarks>
public sealed record MatrixPrice : PriceModel
{
    /// <summary>The model's name in the API and in documents.</summary>
    public const string Model = "matrix";

    /// <summary>How many cells a price may have.</summary>
    public const int MaxCells = 100;

    private readonly Dictionary<GroupKey, MatrixCell> byGroup = [];

    /// <summary>Makes the price.</summary>
    /// <param name="dimensions">See <see cref="Dimensions"/>.</param>
    /// <param name="cells">See <see cref="Cells"/>.</param>
    /// <param name="defaultUnitPrice">See <see cref="DefaultUnitPrice"/>.</param>
    [JsonConstructor]
    public MatrixPrice(IReadOnlyList<string> dimensions, IReadOnlyList<MatrixCell> cells, decimal defaultUnitPrice)
    {
        (Dimensions, Cells, DefaultUnitPrice) = (dimensions, cells, defaultUnitPrice);
        foreach (var cell in cells)
        {
            byGroup.TryAdd(GroupOf(cell), cell);
        }
    }

    /// <summary>The dimensions of the metric, all of them, 1 or more.</summary>
    public IReadOnlyList<string> Dimensions { get; }

    /// <summary>The prices of groups, 1 to <see cref="MaxCells"/>; none is twice among them.</summary>
    public IReadOnlyList<MatrixCell> Cells { get; }

    /// <summary>The price of one unit of every other group, 0 or more.</summary>
    public decimal DefaultUnitPrice { get; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Model;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsByEvent => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool NeedsGroups => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsByTotal => false;

    /// <inheritdoc/>
    public override IEnumerable<FieldError> Errors(string path) =>
    [
        .. PriceCheck.That(Dimensions.Count > 0, path + "dimensions", "At least one dimension is expected.", "EMPTY"),
        .. PriceCheck.That(Dimensions.Distinct().Count() == Dimensions.Count, path + "dimensions", "A dimension is named once.", "DIMENSION_TWICE"),
        .. PriceCheck.That(Cells.Count is >= 1 and <= MaxCells, path + "cells", $"1 to {MaxCells} cells are expected.", Cells.Count == 0 ? "EMPTY" : "TOO_MANY"),
        .. Cells.Index().SelectMany(cell => Errors(cell.Item, $"{path}cells[{cell.Index}]")),
        .. PriceCheck.Price(path + "defaultUnitPrice", DefaultUnitPrice),
    ];

    /// <summary>Reads the properties of the API.</summary>
    internal static MatrixPrice Read(PriceProperties properties) => new(
        properties.Texts("dimensions"),
        [.. properties.Items("cells", MaxCells).Select(cell => new MatrixCell(cell.TextsByName("values"), cell.Decimal("unitPrice")))],
        properties.Decimal("defaultUnitPrice"));

    internal override IReadOnlyList<PricePart> PartsOf(UsedQuantity used)
    {
        var quantities = used.Groups.Append(new(default, used.Total - used.Groups.Values.Sum()))
            .GroupBy(group => byGroup.GetValueOrDefault(group.Key), group => group.Value)
            .Select(cell => (Cell: cell.Key, Quantity: cell.Sum())).ToList();
        return
        [
            .. Cells.Join(quantities, cell => cell, sum => sum.Cell, (cell, sum) => PricePart.Of(LabelOf(cell), sum.Quantity, cell.UnitPrice))
                .Concat(quantities.Where(sum => sum.Cell is null).Select(sum => PricePart.Of("other", sum.Quantity, DefaultUnitPrice)))
                .Where(part => part.Quantity != 0),
        ];
    }

    /// <inheritdoc/>
    public override decimal? PriceOf(GroupKey group, decimal? given) => byGroup.TryGetValue(group, out var cell) ? cell.UnitPrice : DefaultUnitPrice;

    /// <inheritdoc/>
    public override ExactAmount AtMost(decimal quantity) =>
        ExactAmount.Product(quantity, Math.Max(DefaultUnitPrice, Cells.Max(cell => cell.UnitPrice)));

    /// <summary>The cell's name: <c>model=large, region=eu</c>.</summary>
    internal string LabelOf(MatrixCell cell) => string.Join(", ", Dimensions.Select(dimension => $"{dimension}={cell.Values[dimension]}"));

    private static GroupKey GroupOf(MatrixCell cell) =>
        GroupKey.Of(cell.Values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => value.Value));

    private IEnumerable<FieldError> Errors(MatrixCell cell, string path) =>
    [
        .. PriceCheck.That(
            cell.Values.Count == Dimensions.Count && Dimensions.All(cell.Values.ContainsKey), path + ".values", "A value for each of the dimensions is expected.", "UNKNOWN_DIMENSION"),
        .. PriceCheck.That(
            cell.Values.Values.All(value => value.Length <= GroupKey.MaxValueLength && !value.Any(char.IsControl)),
            path + ".values",
            $"Values have at most {GroupKey.MaxValueLength} characters, and no control characters.",
            "INVALID_VALUE"),
        .. PriceCheck.That(ReferenceEquals(byGroup[GroupOf(cell)], cell), path + ".values", "A group has one price.", "CELL_TWICE"),
        .. PriceCheck.Price(path + ".unitPrice", cell.UnitPrice),
    ];
}
