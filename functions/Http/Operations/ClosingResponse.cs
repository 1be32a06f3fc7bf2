namespace Tallystick.Http.Operations;

/// <summary>What a run of closing did.</summary>
/// <param name="Closed">How many periods were closed.</param>
internal sealed record ClosingResponse(int Closed)
{
    public string Object => "closing";
}
