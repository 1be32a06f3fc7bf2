using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Processes;

switch (args)
{
    case ["host", var directory]:
        await HostChild.RunAsync(directory);
        return 0;
    case ["ingest", .. var options] when IngestOptions.TryParse(options, out var parsed):
        await IngestComparison.RunAsync(parsed);
        return 0;
    default:
        Console.Error.WriteLine("ingest [--events 300000] [--rounds 2] [--side both|tally|postgres]");
        return 2;
}
