namespace Tallystick.Core.Billing;

/// <summary>A paragraph.</summary>
/// <param name="Pieces">What it says, piece by piece.</param>
public sealed record PrintedParagraph(IReadOnlyList<PrintedPiece> Pieces)
{
    /// <summary>A paragraph of pieces.</summary>
    internal static PrintedParagraph Of(params PrintedPiece[] pieces) => new(pieces);
}
