namespace Tallystick.Local.Documents;

/// <summary>What a <see cref="JournalFrame"/> says of a name: of a document's id its ETag and body, of a series of files its end.</summary>
/// <param name="Name">1 to 255 ASCII characters.</param>
/// <param name="Number">The ETag, or the length of the last file in bytes.</param>
/// <param name="Content">The body, or the name of the last file; null where the document is deleted.</param>
internal readonly record struct JournalEntry(string Name, long Number, byte[]? Content);
