namespace Tallystick.Core.Books;

/// <summary>A part of the journal.</summary>
/// <param name="Entries">The entries, in their order; fewer than were asked for, or none, where many were passed over.</param>
/// <param name="Next">Where to go on behind; null at the end.</param>
public sealed record BookListing(IReadOnlyList<BookEntry> Entries, BookPosition? Next);
