namespace Tallystick.Core.Storage;

/// <summary>A document as the store has it.</summary>
/// <param name="id">Its id within its partition.</param>
/// <param name="etag">The version: another one after every write.</param>
/// <param name="body">The bytes that were written. The reader must not change them: a store may hand out the same buffer again.</param>
public sealed class StoredDocument(string id, string etag, ReadOnlyMemory<byte> body)
{
    private object? value;

    /// <summary>Its id within its partition.</summary>
    public string Id => id;

    /// <summary>The version: another one after every write.</summary>
    public string ETag => etag;

    /// <summary>The bytes that were written. The reader must not change them.</summary>
    public ReadOnlyMemory<byte> Body => body;

    /// <summary>
    /// What was made of the document and kept with it, for all who ask as long as the store hands out this same document; null where that
    /// is nothing of the type. It must never be changed.
    /// </summary>
    public T? Kept<T>()
        where T : class => Volatile.Read(ref value) as T;

    /// <summary>True where something is kept with it.</summary>
    public bool HasKept => Volatile.Read(ref value) is not null;

    /// <summary>Keeps what was made of the document; only the last that was made is kept.</summary>
    public T Keep<T>(T made)
        where T : class
    {
        Volatile.Write(ref value, made);
        return made;
    }
}
