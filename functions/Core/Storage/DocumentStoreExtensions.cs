using System.Text.Json;

namespace Tallystick.Core.Storage;

/// <summary>Typed reads and writes over <see cref="IDocumentStore"/>, in <see cref="DocumentJson"/>.</summary>
public static class DocumentStoreExtensions
{
    /// <summary>The bytes of a document.</summary>
    public static ReadOnlyMemory<byte> ToBody<T>(this T value) => JsonSerializer.SerializeToUtf8Bytes(value, DocumentJson.Options);

    /// <summary>A stored document as a value.</summary>
    /// <param name="document">The document.</param>
    /// <param name="partition">Where it stands, for the message of a failure; "" where nobody asks.</param>
    /// <exception cref="DamagedStoreException">The bytes are no such value: the store is damaged or of another version. The message names the document.</exception>
    public static T As<T>(this StoredDocument document, string partition = "") =>
        document.As(body => JsonSerializer.Deserialize<T>(body.Span, DocumentJson.Options), partition);

    /// <summary>A stored document as a value that is read in another way.</summary>
    /// <param name="document">The document.</param>
    /// <param name="read">Reads its bytes.</param>
    /// <param name="partition">Where it stands, for the message of a failure.</param>
    /// <exception cref="DamagedStoreException">The bytes are no such value.</exception>
    internal static T As<T>(this StoredDocument document, Func<ReadOnlyMemory<byte>, T?> read, string partition)
    {
        try
        {
            return read(document.Body) ?? throw new JsonException("A value is expected, not null.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            var place = partition.Length == 0 ? document.Id : $"{document.Id} in {partition}";
            var why = (exception as JsonException)?.Path is { } path ? $"what stands at {path} cannot be read" : exception.Message;
            throw new DamagedStoreException($"The document {place} is damaged: {why}", exception);
        }
    }

    /// <summary>The value with its version, or null where there is none.</summary>
    public static async ValueTask<Versioned<T>?> ReadAsync<T>(this IDocumentStore store, string partition, string id, CancellationToken cancellation) =>
        await store.ReadAsync(partition, id, cancellation) is { } document ? new Versioned<T>(document.As<T>(partition), document.ETag) : null;

    /// <summary>All values of a range in the order of their ids, however many there are; for small ranges.</summary>
    public static async ValueTask<IReadOnlyList<T>> ListAllAsync<T>(this IDocumentStore store, DocumentRange range, CancellationToken cancellation)
    {
        var documents = await store.ListAsync(range, descending: false, 0, int.MaxValue, cancellation);
        return [.. documents.Select(document => document.As<T>(range.Partition))];
    }

    /// <summary>A page of a range, newest id first, and the range's size.</summary>
    public static async ValueTask<Page<T>> PageAsync<T>(
        this IDocumentStore store, DocumentRange range, PageRequest page, CancellationToken cancellation)
    {
        var documents = await store.ListAsync(range, descending: true, page.Offset, page.Limit, cancellation);
        return new Page<T>([.. documents.Select(document => document.As<T>(range.Partition))], page, await store.CountAsync(range, cancellation));
    }

    /// <summary>A write that creates the document, or replaces the version that was read.</summary>
    public static DocumentWrite ToWrite<T>(this Versioned<T> versioned, string id) =>
        versioned.ETag is null
            ? DocumentWrite.Create(id, versioned.Value.ToBody())
            : DocumentWrite.Replace(id, versioned.Value.ToBody(), versioned.ETag);
}
