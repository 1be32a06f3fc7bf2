using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>The first thing that comes to mind: a list of rows, a parameter a value, <c>VALUES ($2, $3, …), ($8, …) …</c>, not prepared.</summary>
internal sealed class PostgresRows(NpgsqlConnection connection) : IPostgresStatement
{
    private static readonly string[] Casts = ["text", "text", "timestamptz", "text", "numeric", "jsonb"];

    /// <inheritdoc/>
    public async Task WriteAsync(List<ReceivedEvent> events)
    {
        await using var command = new NpgsqlCommand(TextFor(events.Count), connection);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = PostgresSchema.Merchant });
        foreach (var item in events)
        {
            Add(command, NpgsqlDbType.Text, item.Event.Subject);
            Add(command, NpgsqlDbType.Text, item.Event.Id);
            Add(command, NpgsqlDbType.TimestampTz, item.Event.Time.UtcDateTime);
            Add(command, NpgsqlDbType.Text, item.Event.Type);
            Add(command, NpgsqlDbType.Numeric, item.Event.Data.N);
            Add(command, NpgsqlDbType.Jsonb, item.Body);
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object value) =>
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value });

    private static string TextFor(int rows)
    {
        var values = new StringBuilder();
        for (int row = 0, parameter = 2; row < rows; row++)
        {
            values.Append(row == 0 ? "($1" : ", ($1");
            foreach (var cast in Casts)
            {
                values.Append(CultureInfo.InvariantCulture, $", ${parameter++}::{cast}");
            }

            values.Append(')');
        }

        return PostgresSchema.InsertRows(values.ToString());
    }
}
