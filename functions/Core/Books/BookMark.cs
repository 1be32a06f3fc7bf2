namespace Tallystick.Core.Books;

/// <summary>Up to where the journal of a wallet is in the books: moves in the commit that writes the entries.</summary>
/// <param name="Sequence">The number of the last entry that is.</param>
internal sealed record BookMark(long Sequence);
