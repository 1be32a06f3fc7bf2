namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>The sides by the names that the command line gives them.</summary>
internal static class Sides
{
    private static readonly Dictionary<string, (string Title, Func<WorkloadOptions, Task<ISide>> StartAsync)> Known = new()
    {
        ["tally"] = ("Tallystick", TallySide.StartAsync),
        ["postgres-one"] = ("PostgreSQL behind a service, rows of values, one connection", ServiceSide.StartPostgresOneAsync),
        ["postgres"] = ("PostgreSQL behind a service, rows of values", ServiceSide.StartPostgresRowsAsync),
        ["postgres-arrays"] = ("PostgreSQL behind a service, prepared arrays", ServiceSide.StartPostgresArraysAsync),
        ["postgres-direct"] = ("PostgreSQL fed directly", PostgresDirectSide.StartAsync),
        ["redis"] = ("Redis behind a service, synced every second", ServiceSide.StartRedisEverySecondAsync),
        ["redis-always"] = ("Redis behind a service, synced always", ServiceSide.StartRedisAlwaysAsync),
        ["bare"] = ("Kestrel and a file", ServiceSide.StartBareAsync),
    };

    /// <summary>All names, with commas between.</summary>
    internal static string All => string.Join(',', Known.Keys);

    /// <summary>The names of a list with commas; false where one is none.</summary>
    internal static bool TryParse(string list, out string[] names)
    {
        names = list.Split(',');
        return names.All(Known.ContainsKey);
    }

    internal static Contender Of(string name, WorkloadOptions workload) => new(Known[name].Title, Known[name].StartAsync, workload);
}
