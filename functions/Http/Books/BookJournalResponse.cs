using Tallystick.Core.Books;

namespace Tallystick.Http.Books;

/// <summary>A part of the journal.</summary>
/// <param name="Data">The entries, by time; may be fewer than were asked for while there are more.</param>
/// <param name="NextPageToken">Given as <c>pageToken</c>, the next call goes on from here; null at the end.</param>
internal sealed record BookJournalResponse(IReadOnlyList<BookEntryResponse> Data, string? NextPageToken)
{
    public string Object => "list";

    public static BookJournalResponse Of(BookListing listing) => new([.. listing.Entries.Select(BookEntryResponse.Of)], listing.Next?.ToString());
}
