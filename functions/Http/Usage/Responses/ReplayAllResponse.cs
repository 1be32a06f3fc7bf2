using Tallystick.Core.Usage;

namespace Tallystick.Http.Usage.Responses;

/// <summary>What a replay of many rejected events did.</summary>
/// <param name="Replayed">How many have gone into the log again.</param>
/// <param name="RejectedAgain">How many would be rejected again as things stand, and were left alone.</param>
/// <param name="Remaining">How many more match; counted up to a bound, so 0 beside a token means that the next call looks on.</param>
/// <param name="NextPageToken">Given as <c>after</c>, the next call goes on from here; null where all was looked at.</param>
public sealed record ReplayAllResponse(int Replayed, int RejectedAgain, int Remaining, string? NextPageToken)
{
    internal static ReplayAllResponse Of(ReplayPage page) => new(page.Replayed, page.RejectedAgain, page.Remaining, page.Next);
}
