using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>What is run.</summary>
/// <param name="Events">Timed events a round.</param>
/// <param name="Rounds">How often each side runs.</param>
/// <param name="Sides">Names of <see cref="Ingest.Sides"/>.</param>
/// <param name="Workload">What the events are like.</param>
internal sealed record IngestOptions(int Events, int Rounds, string[] Sides, WorkloadOptions Workload)
{
    /// <param name="args">The words of the command line.</param>
    /// <param name="workload">The workload where they do not say otherwise.</param>
    /// <param name="sides">The sides where they do not say otherwise.</param>
    /// <param name="options">What they say.</param>
    internal static bool TryParse(string[] args, WorkloadOptions workload, string sides, out IngestOptions options)
    {
        options = new IngestOptions(300_000, 2, sides.Split(','), workload);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (options.With(args[i], args.ElementAtOrDefault(i + 1) ?? "") is not { } changed)
            {
                return false;
            }

            options = changed;
        }

        return true;
    }

    private IngestOptions? With(string name, string value)
    {
        var number = int.TryParse(value, CultureInfo.InvariantCulture, out var whole) && whole > 0 ? whole : (int?)null;
        var fraction = double.TryParse(value, CultureInfo.InvariantCulture, out var real) && real >= 0 ? real : (double?)null;
        return name switch
        {
            "--events" when number >= 1000 => this with { Events = number.Value },
            "--rounds" when number is not null => this with { Rounds = number.Value },
            "--side" when Ingest.Sides.TryParse(value, out var sides) => this with { Sides = sides },
            "--customers" when number is not null => this with { Workload = Workload with { Customers = number.Value } },
            "--metrics" when number is not null => this with { Workload = Workload with { Metrics = number.Value } },
            "--batch" when number <= 1000 => this with { Workload = Workload with { Batch = number.Value } },
            "--zipf" when fraction is not null => this with { Workload = Workload with { Zipf = fraction.Value } },
            "--hot" when fraction <= 1 => this with { Workload = Workload with { Hot = fraction.Value } },
            _ => null,
        };
    }
}
