namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>
/// What one would write by hand: an events table that keeps each event whole, whose key refuses duplicates and whose index finds a customer's
/// events by time, as lists of usage and rating anew need it; and hourly counters.
/// </summary>
internal static class PostgresSchema
{
    internal const string Merchant = "mer_01hzzzzzzzzzzzzzzzzzzzzzzz";

    internal const string Tables =
        """
        CREATE TABLE events (
            merchant text NOT NULL, customer text NOT NULL, key text NOT NULL, occurred_at timestamptz NOT NULL, type text NOT NULL,
            value numeric NOT NULL, body jsonb NOT NULL, PRIMARY KEY (merchant, customer, key));
        CREATE INDEX ON events (merchant, customer, occurred_at);
        CREATE TABLE counters (
            merchant text NOT NULL, customer text NOT NULL, type text NOT NULL, hour timestamptz NOT NULL, events bigint NOT NULL,
            value numeric NOT NULL, PRIMARY KEY (merchant, customer, type, hour)) WITH (fillfactor = 50);
        """;

    internal const string Count = "SELECT coalesce(sum(events), 0)::bigint FROM counters";

    /// <summary>Events from one JSON list: $1 the list, $2 the merchant.</summary>
    internal const string InsertJson = $"WITH fresh AS ({IntoEvents} {FromJson} {Fresh}) {RollUp}";

    /// <summary>Events from arrays, one a column: $1 the merchant, then customer, key, time, type, value, body.</summary>
    internal const string InsertArrays = $"WITH fresh AS ({IntoEvents} {FromArrays} {Fresh}) {RollUp}";

    private const string IntoEvents = "INSERT INTO events (merchant, customer, key, occurred_at, type, value, body)";

    // In the order of their keys: two statements that lock the same rows must lock them in the same order.
    private const string FromJson =
        """
        SELECT $2, e->>'subject', e->>'id', (e->>'time')::timestamptz, e->>'type', (e->'data'->>'n')::numeric, e
        FROM jsonb_array_elements($1) AS e ORDER BY 2, 3
        """;

    private const string FromArrays = "SELECT $1, e.* FROM unnest($2, $3, $4, $5, $6, $7) AS e(customer, key, at, type, value, body) ORDER BY 2, 3";

    private const string Fresh = "ON CONFLICT DO NOTHING RETURNING merchant, customer, type, occurred_at, value";

    private const string RollUp =
        """
        INSERT INTO counters AS c (merchant, customer, type, hour, events, value)
        SELECT merchant, customer, type, date_trunc('hour', occurred_at), count(*), sum(value) FROM fresh GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        ON CONFLICT (merchant, customer, type, hour) DO UPDATE SET events = c.events + excluded.events, value = c.value + excluded.value
        """;

    /// <summary>Events from a list of rows of parameters: $1 the merchant.</summary>
    internal static string InsertRows(string rows) =>
        $"WITH fresh AS ({IntoEvents} SELECT * FROM (VALUES {rows}) AS e ORDER BY 2, 3 {Fresh}) {RollUp}";
}
