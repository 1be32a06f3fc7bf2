using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Schemas;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>Batches travel as rows of HybridRow, a binary format whose library and schemas come with the SDK.</summary>
internal static class WireBatchRows
{
    private const string Schemas = "Microsoft.Azure.Cosmos.Batch.HybridRowBatchSchemas.json";
    private static readonly SchemaId ResultSchema = new(2145473649);
    private static readonly LayoutResolverNamespace Resolver = new(Namespace.Parse(
        new StreamReader(typeof(CosmosClient).Assembly.GetManifestResourceStream(Schemas)!).ReadToEnd()));

    /// <summary>The operations of a request.</summary>
    public static List<WireOperation> Read(byte[] body)
    {
        var operations = new List<WireOperation>();
        var read = RecordIOStream.ReadRecordIOAsync(
            new MemoryStream(body),
            (ReadOnlyMemory<byte> record) =>
            {
                var row = new RowBuffer(record.Length);
                if (!row.ReadFrom(record.Span, HybridRowVersion.V1, Resolver))
                {
                    return Result.Failure;
                }

                var reader = new RowReader(ref row);
                operations.Add(ReadOperation(ref reader));
                return Result.Success;
            },
            resizer: new MemorySpanResizer<byte>(body.Length)).GetAwaiter().GetResult();
        return read == Result.Success ? operations : throw new InvalidDataException($"The batch cannot be read: {read}.");
    }

    /// <summary>The content of an answer.</summary>
    public static byte[] Write(List<WireResult> results)
    {
        var stream = new MemoryStream();
        var written = RecordIOStream.WriteRecordIOAsync(
            stream,
            default,
            (long index, out ReadOnlyMemory<byte> row) =>
            {
                row = index < results.Count ? Row(results[(int)index]) : default;
                return Result.Success;
            }).GetAwaiter().GetResult();
        return written == Result.Success ? stream.ToArray() : throw new InvalidDataException($"The answer cannot be written: {written}.");
    }

    private static WireOperation ReadOperation(ref RowReader reader)
    {
        var type = -1;
        string? id = null, ifMatch = null;
        byte[]? json = null;
        while (reader.Read())
        {
            _ = reader.Path.ToString() switch
            {
                "operationType" => reader.ReadInt32(out type),
                "id" => reader.ReadString(out id),
                "ifMatch" => reader.ReadString(out ifMatch),
                "resourceBody" => reader.ReadBinary(out json),
                _ => Result.Success,
            };
        }

        return new WireOperation(type, id, json, ifMatch);
    }

    private static byte[] Row(WireResult result)
    {
        var row = new RowBuffer(256);
        row.InitLayout(HybridRowVersion.V1, Resolver.Resolve(ResultSchema), Resolver);
        var written = RowWriter.WriteBuffer(ref row, result, static (ref RowWriter writer, TypeArgument _, WireResult value) =>
        {
            var status = writer.WriteInt32("statusCode", (int)value.Status);
            var etag = status == Result.Success && value.Item is { } item ? writer.WriteString("eTag", item.ETag) : status;
            return etag == Result.Success ? writer.WriteFloat64("requestCharge", value.Charge) : etag;
        });
        return written == Result.Success ? row.ToArray() : throw new InvalidDataException($"A result cannot be written: {written}.");
    }
}
