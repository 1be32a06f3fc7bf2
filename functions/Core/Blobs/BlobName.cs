using System.Buffers;

namespace Tallystick.Core.Blobs;

/// <summary>What a blob may be called; see <see cref="IBlobStore"/>.</summary>
public static class BlobName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 512;

    /// <summary>The most parts, with <c>/</c> between them.</summary>
    public const int MaxParts = 200;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~-/");

    /// <summary>Refuses a name that is none.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, has too many parts, a character that is not allowed, or a part that is empty, <c>.</c>
    /// or <c>..</c>.</exception>
    public static void Check(string name)
    {
        if (name.Length is < 1 or > MaxLength
            || name.AsSpan().ContainsAnyExcept(Allowed)
            || name.Split('/') is var parts && (parts.Length > MaxParts || parts.Any(part => part is "" or "." or "..")))
        {
            throw new ArgumentException($"'{name}' cannot name a blob.", nameof(name));
        }
    }
}
