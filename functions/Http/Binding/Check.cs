using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Http.Binding;

/// <summary>Collects all that is wrong with a request, so that the caller is told at once. Every method returns the value for use once <see cref="Refusal"/> is null.</summary>
/// <param name="prefix">What stands before the names of the fields: <c>prices[0].</c>.</param>
public sealed class Check(string prefix = "")
{
    // Made when it is needed: most requests have nothing wrong with them.
    private List<FieldError>? errors;

    private Check(string prefix, List<FieldError> errors)
        : this(prefix) => this.errors = errors;

    /// <summary>All that was found, or null where all is well.</summary>
    public Refusal? Refusal => errors is null or [] ? null : Refusal.Invalid(errors);

    private List<FieldError> Errors => errors ??= [];

    /// <summary>The same collection for the fields of a part of the request.</summary>
    public Check Within(string part) => new($"{prefix}{part}.", Errors);

    /// <summary>Notes an error.</summary>
    public void Fail(string field, string message, string code = "INVALID_VALUE") => Errors.Add(new FieldError(prefix + field, message, code));

    /// <summary>Notes an error where the condition does not hold.</summary>
    public void That(bool holds, string field, string message, string code = "INVALID_VALUE")
    {
        if (!holds)
        {
            Fail(field, message, code);
        }
    }

    /// <summary>The value, or notes the fields that the domain refused.</summary>
    public T? Take<T>(Result<T> result)
    {
        if (!result.TryGet(out var value, out var refused))
        {
            Errors.AddRange(refused.Errors.Select(error => error with { Field = prefix + error.Field }));
        }

        return value;
    }

    /// <summary>A value that must be there.</summary>
    public T Required<T>(string field, T? value)
        where T : struct
    {
        That(value is not null, field, "This field is required.", "REQUIRED");
        return value.GetValueOrDefault();
    }

    /// <summary>A value that must be there.</summary>
    public T Required<T>(string field, T? value)
        where T : class
    {
        That(value is not null, field, "This field is required.", "REQUIRED");
        return value!;
    }

    /// <summary>A text of one line (see <see cref="OneLine"/>) that must be there, of 1 to <paramref name="maxLength"/> characters, some of them to be seen.</summary>
    public string Text(string field, string? value, int maxLength)
    {
        That(value is not null && OneLine.IsVisible(value), field, "This field is required.", "REQUIRED");
        return OptionalText(field, value, maxLength) ?? "";
    }

    /// <summary>A text of one line (see <see cref="OneLine"/>), of at most <paramref name="maxLength"/> characters, or null.</summary>
    public string? OptionalText(string field, string? value, int maxLength)
    {
        That(value is null || OneLine.Is(value), field, "A text of one line is expected, without control characters and those that turn the direction of writing.", "CONTROL_CHARACTER");
        return OptionalLines(field, value, maxLength);
    }

    /// <summary>A text that must be there, of 1 to <paramref name="maxLength"/> characters, not all blank, in as many lines as it has.</summary>
    public string Lines(string field, string? value, int maxLength)
    {
        That(!string.IsNullOrWhiteSpace(value), field, "This field is required.", "REQUIRED");
        return OptionalLines(field, value, maxLength) ?? "";
    }

    /// <summary>A text of at most <paramref name="maxLength"/> characters, in as many lines as it has, or null.</summary>
    public string? OptionalLines(string field, string? value, int maxLength)
    {
        That(value is null || value.Length <= maxLength, field, $"At most {maxLength} characters are taken.", "TOO_LONG");
        return value;
    }

    /// <summary>An id of a type, which must be there. What it names is for the domain to find.</summary>
    public Id<T> Id<T>(string field, string? value)
        where T : IIdentified
    {
        That(value is not null, field, "This field is required.", "REQUIRED");
        return OptionalId<T>(field, value).GetValueOrDefault();
    }

    /// <summary>An id of a type, or null.</summary>
    public Id<T>? OptionalId<T>(string field, string? value)
        where T : IIdentified
    {
        if (value is null)
        {
            return null;
        }

        That(Core.Values.Id<T>.TryParse(value, out var id), field, $"An id of the form {T.IdPrefix}_… is expected.", "INVALID_ID");
        return id;
    }

    /// <summary>A quantity or an amount of money, which must be there; see <see cref="Exact.Fits"/>.</summary>
    public decimal Amount(string field, decimal? value, decimal min = -Exact.Limit, decimal max = Exact.Limit) =>
        OptionalAmount(field, Required(field, value), min, max).GetValueOrDefault();

    /// <summary>A quantity or an amount of money, or null.</summary>
    public decimal? OptionalAmount(string field, decimal? value, decimal min = -Exact.Limit, decimal max = Exact.Limit)
    {
        if (value is { } amount)
        {
            That(Exact.Fits(amount), field, $"At most 15 digits before and {Exact.MaxScale} after the point are taken.", "OUT_OF_RANGE");
            That(amount >= min && amount <= max, field, $"A value from {DecimalJsonConverter.Format(min)} to {DecimalJsonConverter.Format(max)} is expected.", "OUT_OF_RANGE");
        }

        return value;
    }

    /// <summary>One of some words, or the default.</summary>
    public T OneOf<T>(string field, string? value, T otherwise, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (value is null)
        {
            return otherwise;
        }

        foreach (var (word, choice) in choices)
        {
            if (word == value)
            {
                return choice;
            }
        }

        Fail(field, $"One of {string.Join(", ", choices.ToArray().Select(choice => choice.Word))} is expected.", "UNKNOWN_VALUE");
        return otherwise;
    }

    /// <summary>A currency, which must be there.</summary>
    public Currency Currency(string field, string? value)
    {
        Required(field, value);
        That(value is null | Core.Values.Currency.TryParse(value, out var currency), field, "A currency of ISO 4217 is expected.", "UNKNOWN_CURRENCY");
        return currency;
    }

    /// <summary>An address for mail. RFC 5321 bounds it to 254 characters; whether it exists, only a mail can tell.</summary>
    public string Email(string field, string? value)
    {
        var text = Lines(field, value, 254);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        That(text.Length == 0 || (at > 0 && at < text.Length - 1 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))), field, "An email address is expected.", "INVALID_EMAIL");
        return text;
    }

    /// <summary>A duration of ISO 8601 without months and years, or null.</summary>
    public Duration? OptionalDuration(string field, string? value)
    {
        if (value is null)
        {
            return null;
        }

        That(IsoDuration.TryParse(value, out var duration), field, "A duration of ISO 8601 without months and years is expected, for example PT1H.", "INVALID_DURATION");
        return duration;
    }

    /// <summary>A list of 1 to <paramref name="max"/> items, or empty where it may be.</summary>
    public IReadOnlyList<T> Items<T>(string field, IReadOnlyList<T>? value, int max, bool required = false)
    {
        That(!required || value is { Count: > 0 }, field, "At least one is required.", value is null ? "REQUIRED" : "EMPTY");
        That(value is null || value.Count <= max, field, $"At most {max} are taken.", "TOO_MANY");
        return value ?? [];
    }

    /// <summary>Notes of the caller: at most 50, names of at most 40 and values of at most 500 characters.</summary>
    public IReadOnlyDictionary<string, string> Metadata(string field, IReadOnlyDictionary<string, string?>? value)
    {
        That(value is null || value.Count <= 50, field, "At most 50 are taken.", "TOO_MANY");
        foreach (var (name, text) in value ?? new Dictionary<string, string?>())
        {
            That(name.Length is > 0 and <= 40, field, "Names have 1 to 40 characters.", "TOO_LONG");
            That(text is { Length: <= 500 }, $"{field}.{name}", "A text of at most 500 characters is expected.", "TOO_LONG");
        }

        return value?.ToDictionary(pair => pair.Key, pair => pair.Value ?? "") ?? [];
    }

}
