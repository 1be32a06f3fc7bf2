using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>What is run.</summary>
/// <param name="Events">Timed events a round.</param>
/// <param name="Rounds">How often each side runs.</param>
/// <param name="Side">both, tally or postgres.</param>
internal sealed record IngestOptions(int Events = 300_000, int Rounds = 2, string Side = "both")
{
    internal bool Tally => Side is "both" or "tally";

    internal bool Postgres => Side is "both" or "postgres";

    internal static bool TryParse(string[] args, out IngestOptions options)
    {
        options = new IngestOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            switch (args[i], args.ElementAtOrDefault(i + 1))
            {
                case ("--events", { } text) when int.TryParse(text, CultureInfo.InvariantCulture, out var events) && events >= 1000:
                    options = options with { Events = events };
                    break;
                case ("--rounds", { } text) when int.TryParse(text, CultureInfo.InvariantCulture, out var rounds) && rounds >= 1:
                    options = options with { Rounds = rounds };
                    break;
                case ("--side", "both" or "tally" or "postgres"):
                    options = options with { Side = args[i + 1] };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
