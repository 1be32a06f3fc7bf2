using Tallystick.Core.Proofs;

namespace Tallystick.Http.Proofs;

/// <summary>Something that a proof found wrong.</summary>
/// <param name="Code">What it is; stable.</param>
/// <param name="Place">The record, window, journal or invoice.</param>
/// <param name="Path">The member within the place, as a JSON path; null for the whole.</param>
/// <param name="Expected">What follows from the log.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Message">One sentence.</param>
internal sealed record FindingResponse(string Code, string Place, string? Path, string? Expected, string? Found, string Message)
{
    public static FindingResponse Of(Finding finding) => new(finding.Code, finding.Place, finding.Path, finding.Expected, finding.Found, finding.ToString());
}
