using Microsoft.Data.Sqlite;

namespace Tallystick.Local.Sqlite;

/// <summary>Statements without ceremony.</summary>
internal static class SqliteExtensions
{
    /// <summary>Runs statements that give nothing back.</summary>
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.Prepare(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>A statement with named parameters, to be run many times.</summary>
    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text passed here is a constant of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }

    /// <summary>Sets the parameters in the order of their naming.</summary>
    public static SqliteCommand With(this SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }
}
