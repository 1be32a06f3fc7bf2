namespace Tallystick.Core.Storage;

/// <summary>A value read from a document, with the version that it was read at.</summary>
/// <param name="Value">The value.</param>
/// <param name="ETag">The document's version; null for a value that has no document yet.</param>
/// <typeparam name="T">The document's type.</typeparam>
public sealed record Versioned<T>(T Value, string? ETag);
