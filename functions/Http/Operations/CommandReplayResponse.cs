namespace Tallystick.Http.Operations;

/// <summary>What a replay of commands did.</summary>
/// <param name="Replayed">How many will be done again.</param>
internal sealed record CommandReplayResponse(int Replayed)
{
    public string Object => "commandReplay";
}
