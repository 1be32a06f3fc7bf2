using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Growth;

/// <summary>How far a directory grows.</summary>
/// <param name="Claims">How many claims it has at last.</param>
/// <param name="Events">Timed events at each size.</param>
internal sealed record GrowthOptions(int Claims = 50_000_000, int Events = 300_000)
{
    private const int Few = 1_000_000;

    /// <summary>The numbers of claims at which the host is measured.</summary>
    internal int[] Sizes => Claims > Few ? [Few, Claims] : [Claims];

    internal static bool TryParse(string[] args, out GrowthOptions options)
    {
        options = new GrowthOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!int.TryParse(args.ElementAtOrDefault(i + 1), CultureInfo.InvariantCulture, out var number) || number < 1000)
            {
                return false;
            }

            switch (args[i])
            {
                case "--claims":
                    options = options with { Claims = number };
                    break;
                case "--events":
                    options = options with { Events = number };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
