namespace Tallystick.Core.Usage;

/// <summary>What one call of a replay of many events did.</summary>
/// <param name="Replayed">How many deliveries have gone into the log again.</param>
/// <param name="RejectedAgain">How many would be rejected again as things stand: they were left alone, under the reason that holds now.</param>
/// <param name="Remaining">How many more match, as far as the call looked ahead.</param>
/// <param name="Next">The place to go on from; null where there are no more.</param>
public sealed record ReplayPage(int Replayed, int RejectedAgain, int Remaining, string? Next);
