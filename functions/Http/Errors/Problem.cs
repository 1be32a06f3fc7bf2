using System.ComponentModel;
using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Http.Errors;

/// <summary>Every answer that is no success: RFC 9457, and the members that clients of comparable systems read.</summary>
/// <param name="Type">Names the kind of problem; the code as a URN.</param>
/// <param name="Title">The kind of problem for people: the same for every problem of the type.</param>
/// <param name="Status">The status code.</param>
/// <param name="Detail">What is wrong with this request.</param>
/// <param name="Instance">The path that was asked for.</param>
/// <param name="Message">The same as the detail.</param>
/// <param name="Code">A stable name, UPPER_SNAKE_CASE.</param>
/// <param name="Errors">The fields at fault; left out where it is about no field.</param>
[Description("Every answer that is no success: RFC 9457 with the members message, code and errors.")]
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string Message,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldError>? Errors);
