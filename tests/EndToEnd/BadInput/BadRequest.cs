namespace Tallystick.Tests.EndToEnd.BadInput;

/// <summary>A request that is lawful but for one thing, and the refusal that is expected.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Path">Where it is sent.</param>
/// <param name="Body">What is sent; names in <c>$</c> stand for what is known once the host runs.</param>
/// <param name="Code">The refusal's code.</param>
/// <param name="Field">The field at fault; null where it is no field's fault.</param>
/// <param name="Status">The refusal's status.</param>
/// <param name="MediaType">What the body says to be.</param>
public sealed record BadRequest(
    string Name, string Path, string Body, string Code, string? Field, int Status = 400, string MediaType = "application/json")
{
    public override string ToString() => $"{Path}: {Name}";
}
