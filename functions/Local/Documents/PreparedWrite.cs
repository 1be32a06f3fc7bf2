using Tallystick.Core.Storage;

namespace Tallystick.Local.Documents;

/// <summary>A <see cref="DocumentWrite"/> whose body is the store's own.</summary>
internal readonly record struct PreparedWrite(DocumentKey Key, DocumentWriteKind Kind, byte[] Body, string? ETag, object? Value)
{
    /// <summary>Whether the write may be made over what stands.</summary>
    public bool Allows(StoredDocument? current) => Kind switch
    {
        DocumentWriteKind.Create => current is null,
        DocumentWriteKind.Put => true,
        _ => current is not null && current.ETag == ETag,
    };

    /// <summary>What stands after the write.</summary>
    public StoredDocument? Apply(long etag)
    {
        if (Kind == DocumentWriteKind.Delete)
        {
            return null;
        }

        var document = new StoredDocument(Key.Id, etag.ToString(), Body);
        if (Value is not null)
        {
            document.Keep(Value);
        }

        return document;
    }
}
