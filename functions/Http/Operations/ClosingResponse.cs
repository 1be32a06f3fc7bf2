namespace Tallystick.Http.Operations;

/// <summary>What was closed.</summary>
/// <param name="Closed">How many periods.</param>
internal sealed record ClosingResponse(int Closed)
{
    public string Object => "closing";
}
