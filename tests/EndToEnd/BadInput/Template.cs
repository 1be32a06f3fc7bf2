namespace Tallystick.Tests.EndToEnd.BadInput;

/// <summary>A lawful request, in which each case spoils one thing.</summary>
/// <param name="Path">Where it is sent.</param>
/// <param name="Body">The lawful body.</param>
/// <param name="MediaType">What the body says to be.</param>
internal sealed record Template(string Path, string Body, string MediaType = "application/json")
{
    /// <summary>The request with one part of its body replaced.</summary>
    public BadRequest With(string name, string part, string spoilt, string code, string? field, int status = 400) =>
        Body.Split(part).Length == 2
            ? Whole(name, Body.Replace(part, spoilt, StringComparison.Ordinal), code, field, status)
            : throw new ArgumentException($"'{part}' must stand in the body once.", nameof(part));

    /// <summary>The request with another body.</summary>
    public BadRequest Whole(string name, string body, string code, string? field = null, int status = 400) =>
        new(name, Path, body, code, field, status, MediaType);
}
