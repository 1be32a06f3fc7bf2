using System.Globalization;
using Tallystick.Tests.Benchmarks;
using Tallystick.Tests.Benchmarks.Closings;
using Tallystick.Tests.Benchmarks.Growth;
using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Latency;
using Tallystick.Tests.Benchmarks.Operations;
using Tallystick.Tests.Benchmarks.Processes;
using Tallystick.Tests.Benchmarks.Services;

switch (args)
{
    case ["host", var directory]:
        await HostChild.RunAsync(directory);
        return 0;
    case ["postgres-arrays", var server, var writers]:
        await PostgresService.RunAsync(server, connection => new PostgresArrays(connection), int.Parse(writers, CultureInfo.InvariantCulture));
        return 0;
    case ["postgres-rows", var server, var writers]:
        await PostgresService.RunAsync(server, connection => new PostgresRows(connection), int.Parse(writers, CultureInfo.InvariantCulture));
        return 0;
    case ["redis-service", var socket]:
        await RedisService.RunAsync(socket);
        return 0;
    case ["bare-service", var path]:
        await BareService.RunAsync(path);
        return 0;
    case ["fill", var directory, var seed, var claims]:
        await FillChild.RunAsync(directory, seed, claims);
        return 0;
    case ["subscribe", var directory, var subscriptions, var windows]:
        await SubscribeChild.RunAsync(directory, subscriptions, windows);
        return 0;
    case ["close", var directory]:
        await CloseChild.RunAsync(directory);
        return 0;
    case ["ingest", .. var options] when IngestOptions.TryParse(options, new WorkloadOptions(), Sides.All, out var parsed):
        await IngestComparison.RunAsync(parsed.Rounds, parsed.Events, [.. parsed.Sides.Select(side => Sides.Of(side, parsed.Workload))]);
        return 0;
    case ["skew", .. var options] when IngestOptions.TryParse(options, WorkloadOptions.Skewed, "tally", out var parsed):
        await SkewComparison.RunAsync(parsed);
        return 0;
    case ["latency", .. var options] when IngestOptions.TryParse(options, new WorkloadOptions(), "tally", out var parsed):
        await LatencyRun.RunAsync(parsed);
        return 0;
    case ["growth", .. var options] when GrowthOptions.TryParse(options, out var parsed):
        await GrowthRun.RunAsync(parsed);
        return 0;
    case ["closing", .. var options] when ClosingOptions.TryParse(options, out var parsed):
        await ClosingRun.RunAsync(parsed);
        return 0;
    case ["operations", .. var options] when OperationsOptions.TryParse(options, out var parsed):
        await OperationsRun.RunAsync(parsed);
        return 0;
    case ["--help"]:
        Console.WriteLine(Help.Text);
        return 0;
    default:
        Console.Error.WriteLine(Help.Text);
        return 2;
}
