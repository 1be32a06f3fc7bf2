namespace Tallystick.Core.Storage;

/// <summary>One write of a commit. Closed: made by the four methods here.</summary>
public sealed record DocumentWrite
{
    private DocumentWrite(DocumentWriteKind kind, string id, ReadOnlyMemory<byte> body, string? etag)
    {
        Kind = kind;
        Id = id;
        Body = body;
        ETag = etag;
    }

    /// <summary>What is done.</summary>
    public DocumentWriteKind Kind { get; }

    /// <summary>To which document of the commit's partition.</summary>
    public string Id { get; }

    /// <summary>The new bytes; empty for a delete. The store copies what it keeps.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The version that must still stand, for a replace or a delete.</summary>
    public string? ETag { get; }

    /// <summary>What the body was made of: a store that keeps documents in memory may <see cref="StoredDocument.Keep"/> it with them. Null for nothing.</summary>
    public object? Value { get; private init; }

    /// <summary>The write with what its body was made of, which is never changed.</summary>
    public DocumentWrite MadeOf(object value) => this with { Value = value };

    /// <summary>Writes a document that must not exist.</summary>
    public static DocumentWrite Create(string id, ReadOnlyMemory<byte> body) => new(DocumentWriteKind.Create, id, body, null);

    /// <summary>Writes over a document that must still be of this version.</summary>
    public static DocumentWrite Replace(string id, ReadOnlyMemory<byte> body, string etag) => new(DocumentWriteKind.Replace, id, body, etag);

    /// <summary>Writes a document whatever stands there: only for writes that say the same however often they are made.</summary>
    public static DocumentWrite Put(string id, ReadOnlyMemory<byte> body) => new(DocumentWriteKind.Put, id, body, null);

    /// <summary>Deletes a document that must still be of this version.</summary>
    public static DocumentWrite Delete(string id, string etag) => new(DocumentWriteKind.Delete, id, default, etag);
}
