namespace Tallystick.Http.Operations;

/// <summary>Periods that were put aside and are due again.</summary>
/// <param name="Resumed">How many.</param>
internal sealed record ClosingResumedResponse(int Resumed)
{
    public string Object => "closingResumed";
}
