namespace Tallystick.Tests.Simulation.Runs;

/// <summary>TEMP</summary>
internal static class SimulateCommand
{
    internal static int Run(string[] args)
    {
        var first = int.Parse(args[0]);
        var count = int.Parse(args[1]);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var steps = 0L;
        var failures = new Dictionary<string, List<int>>();
        for (var seed = first; seed < first + count; seed++)
        {
            var result = Runs.Run.Of(new RunPlan(seed), args.Length > 2);
            steps += result.Steps;
            if (result.Violation is { } violation)
            {
                if (!failures.TryGetValue(violation.Law, out var l)) { failures[violation.Law] = l = []; Console.WriteLine($"{result.Plan}: {violation}"); }
                l.Add(seed);
            }
            if (args.Length > 2) { foreach (var line in result.Lines) Console.WriteLine(line); Console.WriteLine($"{result.Violation}"); }
        }
        foreach (var f in failures) Console.WriteLine($"{f.Key}: {f.Value.Count}: {string.Join(' ', f.Value.Take(12))}");
        Console.WriteLine($"{count / clock.Elapsed.TotalSeconds} seeds/s, {steps / count} steps/seed");
        return 0;
    }
}
