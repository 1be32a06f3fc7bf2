namespace Tallystick.Core.Usage;

/// <summary>The values of a metric's dimensions, in the ordinal order of the dimensions' names.</summary>
/// <remarks><c>default</c> is the key of a metric without dimensions.</remarks>
public readonly record struct GroupKey
{
    /// <summary>The largest length of one value, in UTF-16 code units.</summary>
    public const int MaxValueLength = 128;
    private const char Separator = '\u001f';
    private readonly string? text;

    private GroupKey(string text) => this.text = text;

    /// <summary>The key of some values; control characters in them become spaces.</summary>
    public static GroupKey Of(IEnumerable<string> values) =>
        new(string.Join(Separator, values.Select(value => value.Any(char.IsControl) ? string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c)) : value)));

    /// <summary>The key that <see cref="ToString"/> wrote.</summary>
    public static GroupKey Parse(string text) => new(text);

    /// <summary>The values, in the order of the dimensions' names.</summary>
    public IReadOnlyList<string> Values() => ToString().Split(Separator);

    /// <summary>The values with a separator that none of them holds.</summary>
    public override string ToString() => text ?? "";

    /// <summary>By the text, so that <c>default</c> equals the key of the empty text.</summary>
    public bool Equals(GroupKey other) => ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
