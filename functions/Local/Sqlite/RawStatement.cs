using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tallystick.Local.Sqlite;

/// <summary>
/// A statement that gives no rows, for the one loop that runs it for every document: a command makes a reader, binders and boxes each time,
/// which costs more than the statement itself. For one thread.
/// </summary>
internal sealed class RawStatement : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt statement;

    /// <param name="connection">Where it runs; must stay open.</param>
    /// <param name="sql">Its text, with parameters <c>?1</c>, <c>?2</c> …</param>
    public RawStatement(SqliteConnection connection, string sql)
    {
        this.connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out statement));
    }

    public RawStatement Bind(int index, string text)
    {
        Check(raw.sqlite3_bind_text(statement, index, text));
        return this;
    }

    public RawStatement Bind(int index, long number)
    {
        Check(raw.sqlite3_bind_int64(statement, index, number));
        return this;
    }

    public RawStatement Bind(int index, ReadOnlySpan<byte> bytes)
    {
        Check(raw.sqlite3_bind_blob(statement, index, bytes));
        return this;
    }

    /// <summary>Runs it with what was bound.</summary>
    /// <exception cref="SqliteException">It failed; the transaction may be rolled back.</exception>
    public void Run()
    {
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
    }

    /// <inheritdoc/>
    public void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);
        }
    }
}
