using System.Text.Json;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Proofs;

/// <summary>Reads documents that may have been changed behind the program's back.</summary>
internal static class Unreadable
{
    /// <summary>The value of a document; null where its bytes are none.</summary>
    internal static T? OrNull<T>(StoredDocument document)
        where T : class
    {
        try
        {
            return document.As<T>();
        }
        catch (Exception exception) when (Is(exception))
        {
            return null;
        }
    }

    /// <summary>True for what the readers of documents throw at bytes that are no such document.</summary>
    internal static bool Is(Exception exception) =>
        exception is DamagedStoreException or JsonException or FormatException or InvalidOperationException or ArgumentException or OverflowException;
}
