namespace Tallystick.Core.Values;

/// <summary>One field of a request that breaks a rule.</summary>
/// <param name="Field">The field's path in the request, for example <c>prices[0].unitPrice</c>.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
/// <param name="Code">A stable name of the rule, UPPER_SNAKE_CASE.</param>
public sealed record FieldError(string Field, string Message, string Code);
