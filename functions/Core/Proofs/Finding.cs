namespace Tallystick.Core.Proofs;

/// <summary>Something that a proof found wrong, and where.</summary>
/// <param name="Code">What it is: one of <see cref="FindingCodes"/>.</param>
/// <param name="Place">The record, window, journal or invoice.</param>
/// <param name="Message">One sentence for whoever looks into it.</param>
public sealed record Finding(string Code, string Place, string Message)
{
    /// <summary>The member within the place, as a JSON path: <c>$.lines[0].quantity</c>; null for the whole.</summary>
    public string? Path { get; init; }

    /// <summary>What follows from the log; null for nothing, or where the whole is at fault.</summary>
    public string? Expected { get; init; }

    /// <summary>What stands there; null for nothing, or where the whole is at fault.</summary>
    public string? Found { get; init; }

    /// <summary>In a line.</summary>
    public override string ToString() =>
        Path is null ? $"{Code} in {Place}: {Message}" : $"{Code} in {Place} at {Path}: expected {Expected ?? "nothing"}, found {Found ?? "nothing"}";
}
