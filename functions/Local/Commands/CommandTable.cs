using Microsoft.Data.Sqlite;
using NodaTime;
using Tallystick.Core.Commands;
using Tallystick.Local.Sqlite;

namespace Tallystick.Local.Commands;

/// <summary>The statements of the command queue. Times are Unix time in units of 100 ns. For one thread at a time.</summary>
internal sealed class CommandTable(SqliteConnection connection) : IDisposable
{
    /// <summary>Makes the tables where there are none.</summary>
    public void Create() => connection.Execute("""
        CREATE TABLE IF NOT EXISTS commands (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, session TEXT NOT NULL,
            body TEXT NOT NULL, not_before INTEGER, due INTEGER NOT NULL, attempt INTEGER NOT NULL DEFAULT 0, lease_end INTEGER);
        CREATE INDEX IF NOT EXISTS commands_by_kind ON commands (kind, ordinal);
        CREATE INDEX IF NOT EXISTS commands_by_session ON commands (session, ordinal);
        CREATE INDEX IF NOT EXISTS commands_by_lease ON commands (lease_end) WHERE lease_end IS NOT NULL;
        CREATE TABLE IF NOT EXISTS dead_commands (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, kind TEXT NOT NULL, session TEXT NOT NULL, body TEXT NOT NULL,
            not_before INTEGER, reason TEXT NOT NULL);
        """);

    public void Add(Command command) => Run(
        """
        INSERT INTO commands (id, kind, session, body, not_before, due)
            VALUES ($id, $kind, $session, $body, $not_before, IFNULL($not_before, 0))
        ON CONFLICT (id) DO NOTHING
        """,
        ("$id", command.Id),
        ("$kind", command.Kind),
        ("$session", command.Session),
        ("$body", command.Body),
        ("$not_before", command.NotBefore is { } time ? time.ToUnixTimeTicks() : DBNull.Value));

    /// <summary>Ends leases whose time has come: the command may be had again, or is kept aside if it had its attempts.</summary>
    public void EndLeases(long now) => Run(
        """
        INSERT INTO dead_commands (id, kind, session, body, not_before, reason)
            SELECT id, kind, session, body, not_before, 'No answer came in ' || attempt || ' attempts.'
            FROM commands WHERE lease_end <= $now AND attempt >= $max ORDER BY ordinal;
        DELETE FROM commands WHERE lease_end <= $now AND attempt >= $max;
        UPDATE commands SET lease_end = NULL WHERE lease_end <= $now;
        """,
        ("$now", now),
        ("$max", ICommandQueue.MaxAttempts));

    /// <summary>The command of a kind to be handed out next; the ordinal is 0 where there is none.</summary>
    public (long Ordinal, int Attempt, Command? Command) Next(string kind, long now)
    {
        using var query = connection.Prepare(
            """
            SELECT ordinal, attempt, kind, session, id, body, not_before FROM commands AS mine
            WHERE kind = $kind AND due <= $now AND lease_end IS NULL AND NOT EXISTS (
                SELECT 1 FROM commands AS other WHERE other.session = mine.session AND other.kind = mine.kind
                AND (other.lease_end IS NOT NULL OR (other.ordinal < mine.ordinal AND (other.due <= $now OR other.attempt > 0))))
            ORDER BY ordinal LIMIT 1
            """,
            "$kind",
            "$now");
        using var rows = query.With(kind, now).ExecuteReader();
        return rows.Read() ? (rows.GetInt64(0), rows.GetInt32(1), ReadCommand(rows, 2)) : default;
    }

    public void Lease(long ordinal, long end) => Run(
        "UPDATE commands SET attempt = attempt + 1, lease_end = $end WHERE ordinal = $ordinal", ("$ordinal", ordinal), ("$end", end));

    /// <summary>Whether the lease of this attempt has not ended.</summary>
    public bool IsLeased(long ordinal, int attempt)
    {
        using var query = connection.Prepare(
            "SELECT COUNT(*) FROM commands WHERE ordinal = $ordinal AND attempt = $attempt AND lease_end IS NOT NULL",
            "$ordinal",
            "$attempt");
        return (long)query.With(ordinal, attempt).ExecuteScalar()! == 1;
    }

    public void Remove(long ordinal) => Run("DELETE FROM commands WHERE ordinal = $ordinal", ("$ordinal", ordinal));

    public void Release(long ordinal, long due) => Run(
        "UPDATE commands SET lease_end = NULL, due = $due WHERE ordinal = $ordinal", ("$ordinal", ordinal), ("$due", due));

    public void KeepAside(long ordinal, string reason) => Run(
        """
        INSERT INTO dead_commands (id, kind, session, body, not_before, reason)
            SELECT id, kind, session, body, not_before, $reason FROM commands WHERE ordinal = $ordinal;
        DELETE FROM commands WHERE ordinal = $ordinal;
        """,
        ("$ordinal", ordinal),
        ("$reason", reason));

    public IReadOnlyList<DeadCommand> Dead(int take)
    {
        using var query = connection.Prepare(
            "SELECT reason, kind, session, id, body, not_before FROM dead_commands ORDER BY ordinal LIMIT $take", "$take");
        using var rows = query.With(take).ExecuteReader();
        var dead = new List<DeadCommand>();
        while (rows.Read())
        {
            dead.Add(new DeadCommand(ReadCommand(rows, 1), rows.GetString(0)));
        }

        return dead;
    }

    /// <summary>Sends commands that were kept aside, oldest first: those with an id, or all where it is null.</summary>
    /// <returns>How many.</returns>
    public int Replay(string? id, int take)
    {
        (string Name, object Value)[] which = [("$id", (object?)id ?? DBNull.Value), ("$take", take)];
        Run(
            """
            INSERT INTO commands (id, kind, session, body, not_before, due)
                SELECT id, kind, session, body, not_before, IFNULL(not_before, 0) FROM dead_commands
                WHERE $id IS NULL OR id = $id ORDER BY ordinal LIMIT $take
            ON CONFLICT (id) DO NOTHING
            """,
            which);
        return Run(
            "DELETE FROM dead_commands WHERE ordinal IN (SELECT ordinal FROM dead_commands WHERE $id IS NULL OR id = $id ORDER BY ordinal LIMIT $take)",
            which);
    }

    /// <summary>Makes all changes of an action, or none, durably.</summary>
    public T InTransaction<T>(Func<T> action)
    {
        using var transaction = connection.BeginTransaction();
        var result = action();
        transaction.Commit();
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static Command ReadCommand(SqliteDataReader rows, int column) => new(
        rows.GetString(column),
        rows.GetString(column + 1),
        rows.GetString(column + 2),
        rows.GetString(column + 3),
        rows.IsDBNull(column + 4) ? null : Instant.FromUnixTimeTicks(rows.GetInt64(column + 4)));

    private int Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.Prepare(sql);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteNonQuery();
    }
}
