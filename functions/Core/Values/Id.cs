using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Tallystick.Core.Values;

/// <summary>
/// A typed id: <c>prefix_</c> and 1 to 64 characters of <c>[a-zA-Z0-9]</c>. The id of a customer cannot be passed for the id of a plan.
/// </summary>
/// <remarks><c>default</c> is no id: it prints as the empty text and equals no parsed id.</remarks>
/// <typeparam name="T">What the id names.</typeparam>
[JsonConverter(typeof(IdJsonConverterFactory))]
public readonly record struct Id<T> : IComparable<Id<T>>
    where T : IIdentified
{
    private const int MaxSuffix = 64;
    private readonly string? text;

    private Id(string text) => this.text = text;

    /// <summary>The part after the underscore.</summary>
    public string Suffix => ToString()[(T.IdPrefix.Length + 1)..];

    /// <summary>Makes an id of a suffix.</summary>
    /// <exception cref="FormatException">The suffix is empty, too long, or has a character outside <c>[a-zA-Z0-9]</c>.</exception>
    public static Id<T> Of(string suffix) => Parse($"{T.IdPrefix}_{suffix}");

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not an id of this type.</exception>
    public static Id<T> Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not an id of the form {T.IdPrefix}_….");

    /// <summary>Reads an id; false where the text is not one of this type.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Id<T> id)
    {
        var valid = text is not null && IsWellFormed(text);
        id = valid ? new Id<T>(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public int CompareTo(Id<T> other) => string.CompareOrdinal(text, other.text);

    /// <summary>The whole id, prefix included.</summary>
    public override string ToString() => text ?? "";

    private static bool IsWellFormed(string text)
    {
        var prefix = T.IdPrefix;
        var suffixLength = text.Length - prefix.Length - 1;
        return suffixLength is >= 1 and <= MaxSuffix
            && text[prefix.Length] == '_'
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && !text.AsSpan(prefix.Length + 1).ContainsAnyExcept(IdCharacters.Allowed);
    }
}
