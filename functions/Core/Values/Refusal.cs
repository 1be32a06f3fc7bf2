namespace Tallystick.Core.Values;

/// <summary>A named no: why a command was not carried out. Nothing has changed when one is returned.</summary>
/// <param name="Kind">What sort of no.</param>
/// <param name="Code">A stable name, UPPER_SNAKE_CASE; part of the public API.</param>
/// <param name="Message">One sentence for the caller; names no secret.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Message)
{
    /// <summary>The fields at fault; empty where the refusal is not about a field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>When the same request may be taken; null where it will not by itself.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A refusal for one field that breaks a rule.</summary>
    public static Refusal Invalid(string field, string message, string code = "INVALID_VALUE") => Invalid([new FieldError(field, message, code)]);

    /// <summary>A refusal for some fields that break rules; at least one.</summary>
    public static Refusal Invalid(IReadOnlyList<FieldError> errors) =>
        new(RefusalKind.Invalid, errors[0].Code, errors[0].Field.Length == 0 ? errors[0].Message : $"{errors[0].Field}: {errors[0].Message}") { Errors = errors };

    /// <summary>The same of a part of a request.</summary>
    /// <param name="path">What stands before the fields' names in the whole: <c>overrides.</c>.</param>
    public Refusal Within(string path) => this with { Errors = [.. Errors.Select(error => error with { Field = path + error.Field })] };

    /// <summary>A refusal for a thing that the caller does not have.</summary>
    /// <param name="what">The thing's name, as in the code: <c>CUSTOMER</c>.</param>
    /// <param name="id">The id that was asked for.</param>
    /// <param name="field">The field that named it, where a body did.</param>
    public static Refusal NotFound(string what, string id, string? field = null)
    {
        var code = $"{what}_NOT_FOUND";
        var message = $"There is no {what.ToLowerInvariant().Replace('_', ' ')} '{id}'.";
        return new(RefusalKind.NotFound, code, message) { Errors = field is null ? [] : [new FieldError(field, message, code)] };
    }

    /// <summary>A refusal because of a thing's state.</summary>
    public static Refusal Conflict(string code, string message) => new(RefusalKind.Conflict, code, message);
}
