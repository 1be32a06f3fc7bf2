using System.Text.Json;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>The properties of a price as the API has them. Notes what cannot be read, and gives a lawful value in its place.</summary>
/// <param name="properties">A JSON object; anything else has no members.</param>
/// <param name="path">What stands before the members' names in the request.</param>
internal sealed class PriceProperties(JsonElement properties, string path)
{
    private readonly List<FieldError> errors = [];
    private readonly HashSet<string> asked = [];
    private readonly List<PriceProperties> items = [];

    private PriceProperties(JsonElement properties, string path, List<FieldError> errors)
        : this(properties, path) => this.errors = errors;

    /// <summary>What could not be read.</summary>
    internal IReadOnlyList<FieldError> Errors => errors;

    /// <summary>What stands before the members' names.</summary>
    internal string Path => path;

    /// <summary>True where there is such a member.</summary>
    internal bool Has(string name) => Member(name) is not null;

    /// <summary>Members that nobody asked for: a name that is mistyped would bill without what it says.</summary>
    internal IEnumerable<FieldError> Unknown() =>
        (properties.ValueKind == JsonValueKind.Object ? properties.EnumerateObject().Select(member => member.Name).Where(name => !asked.Contains(name)) : [])
        .Select(name => new FieldError(path + name, "The model has no such property.", "UNKNOWN_PROPERTY"))
        .Concat(items.SelectMany(item => item.Unknown()));

    /// <summary>A decimal, as a string or a number.</summary>
    internal decimal Decimal(string name)
    {
        if (Find(name) is { } element && DecimalJsonConverter.TryParse(Text(element), out var value))
        {
            return value;
        }

        Fail(name, "A decimal is expected, as a string or a number.", "INVALID_PRICE");
        return 0;
    }

    /// <summary>A decimal, or null where there is none.</summary>
    internal decimal? OptionalDecimal(string name) => Find(name) is null ? null : Decimal(name);

    /// <summary>What every price of a total may have.</summary>
    internal decimal FreeUnits() => OptionalDecimal("freeUnits") ?? 0;

    /// <summary>One of some words; the first where there is none.</summary>
    internal T OneOf<T>(string name, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Find(name) is not { } element)
        {
            return choices[0].Value;
        }

        foreach (var (word, value) in choices)
        {
            if (Text(element) == word)
            {
                return value;
            }
        }

        Fail(name, $"One of {string.Join(", ", choices.ToArray().Select(choice => choice.Word))} is expected.", "UNKNOWN_VALUE");
        return choices[0].Value;
    }

    /// <summary>The items of a list, each with its members; of a list that is too long the first ones.</summary>
    internal IReadOnlyList<PriceProperties> Items(string name, int max)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } list)
        {
            Fail(name, "A list is expected.", "REQUIRED");
            return [];
        }

        items.AddRange(list.EnumerateArray().Take(max + 1).Select((item, index) => new PriceProperties(item, $"{path}{name}[{index}].", errors)));
        return items;
    }

    /// <summary>A list of texts.</summary>
    internal IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. list.EnumerateArray().Select(item => item.GetString()!)];
        }

        Fail(name, "A list of texts is expected.", "REQUIRED");
        return [];
    }

    /// <summary>An object of texts.</summary>
    internal IReadOnlyDictionary<string, string> TextsByName(string name)
    {
        var texts = new Dictionary<string, string>();
        if (Find(name) is { ValueKind: JsonValueKind.Object } found && found.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.String))
        {
            foreach (var member in found.EnumerateObject())
            {
                texts[member.Name] = member.Value.GetString()!;
            }
        }
        else
        {
            Fail(name, "An object of texts is expected.", "REQUIRED");
        }

        return texts;
    }

    private static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    private JsonElement? Find(string name)
    {
        asked.Add(name);
        return Member(name);
    }

    private JsonElement? Member(string name) =>
        properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;

    private void Fail(string name, string message, string code) => errors.Add(new FieldError(path + name, message, code));
}
