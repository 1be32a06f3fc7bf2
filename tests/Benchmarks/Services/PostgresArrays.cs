using Npgsql;
using NpgsqlTypes;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>The prepared statement of a connection, with an array a column.</summary>
internal sealed class PostgresArrays : IPostgresStatement
{
    private readonly NpgsqlCommand command;

    internal PostgresArrays(NpgsqlConnection connection)
    {
        command = new NpgsqlCommand(PostgresSchema.InsertArrays, connection);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = PostgresSchema.Merchant });
        foreach (var type in (NpgsqlDbType[])
            [NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.TimestampTz, NpgsqlDbType.Text, NpgsqlDbType.Numeric, NpgsqlDbType.Jsonb])
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type });
        }

        command.Prepare();
    }

    /// <inheritdoc/>
    public Task WriteAsync(List<ReceivedEvent> events)
    {
        Set(1, events, item => item.Event.Subject);
        Set(2, events, item => item.Event.Id);
        Set(3, events, item => item.Event.Time.UtcDateTime);
        Set(4, events, item => item.Event.Type);
        Set(5, events, item => item.Event.Data.N);
        Set(6, events, item => item.Body);
        return command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => command.DisposeAsync();

    private void Set<T>(int parameter, List<ReceivedEvent> events, Func<ReceivedEvent, T> value)
    {
        var column = new T[events.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(events[i]);
        }

        command.Parameters[parameter].Value = column;
    }
}
