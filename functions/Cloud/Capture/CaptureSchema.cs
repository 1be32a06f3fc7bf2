using Tallystick.Cloud.EventHubs;

namespace Tallystick.Cloud.Capture;

/// <summary>
/// What Event Hubs Capture writes (https://learn.microsoft.com/azure/event-hubs/explore-captured-avro-files): a record an event, with sequence number, time,
/// properties and body. Fields beside those are passed over.
/// </summary>
internal sealed class CaptureSchema
{
    private const string Sequence = "SequenceNumber";
    private const string Time = "EnqueuedTimeUtc";
    private const string Properties = "Properties";
    private const string Body = "Body";
    private readonly IReadOnlyList<AvroField> fields;

    /// <exception cref="InvalidDataException">The fields are not those of Capture.</exception>
    public CaptureSchema(IReadOnlyList<AvroField> fields)
    {
        this.fields = fields;
        Demand(Sequence, type => type.Kind == AvroKind.Long);
        Demand(Time, type => type.Kind == AvroKind.String);
        Demand(Properties, type => type.Kind == AvroKind.Map);
        Demand(Body, type => type.Kind == AvroKind.Bytes || (type.Kind == AvroKind.Union && type.Parts.All(part => part.Kind is AvroKind.Null or AvroKind.Bytes)));
    }

    /// <summary>The next record.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public CapturedRecord Read(AvroCursor cursor)
    {
        var record = default(CapturedRecord);
        foreach (var field in fields)
        {
            switch (field.Name)
            {
                case Sequence:
                    record = record with { Sequence = cursor.ReadLong() };
                    break;
                case Time:
                    record = record with { EnqueuedTime = cursor.ReadBytes() };
                    break;
                case Properties:
                    record = record with { Account = ReadAccount(cursor, field.Type.Parts[0]) };
                    break;
                case Body:
                    record = record with { Body = cursor.ReadBranch(field.Type).Kind == AvroKind.Bytes ? cursor.ReadBytes() : null };
                    break;
                default:
                    cursor.Skip(field.Type);
                    break;
            }
        }

        return record;
    }

    private static string? ReadAccount(AvroCursor cursor, AvroType values)
    {
        string? account = null;
        for (var left = cursor.ReadMapCount(); left > 0; left = left > 1 ? left - 1 : cursor.ReadMapCount())
        {
            var key = cursor.ReadString();
            var type = cursor.ReadBranch(values);
            if (key == HubRecord.AccountProperty && type.Kind == AvroKind.String)
            {
                account = cursor.ReadString();
            }
            else
            {
                cursor.Skip(type);
            }
        }

        return account;
    }

    private void Demand(string name, Predicate<AvroType> isRight)
    {
        if (fields.Count(field => field.Name == name && isRight(field.Type)) != 1)
        {
            throw new InvalidDataException($"its schema is not that of Event Hubs Capture: '{name}' is missing or of another type");
        }
    }
}
