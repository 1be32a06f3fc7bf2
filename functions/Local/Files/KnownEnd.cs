namespace Tallystick.Local.Files;

/// <summary>A durable end of a series of files.</summary>
/// <param name="File">The name of its last file; names sort as the files follow each other.</param>
/// <param name="Length">How long that is, in bytes.</param>
internal readonly record struct KnownEnd(string File, long Length);
