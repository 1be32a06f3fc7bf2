using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Closings;

/// <summary>What is closed.</summary>
/// <param name="Subscriptions">Monthly subscriptions, each of a customer of its own.</param>
/// <param name="Windows">Hours in which each of them has usage.</param>
internal sealed record ClosingOptions(int Subscriptions = 100_000, int Windows = 10)
{
    internal static bool TryParse(string[] args, out ClosingOptions options)
    {
        options = new ClosingOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!int.TryParse(args.ElementAtOrDefault(i + 1), CultureInfo.InvariantCulture, out var number) || number < 1)
            {
                return false;
            }

            switch (args[i])
            {
                case "--subscriptions":
                    options = options with { Subscriptions = number };
                    break;
                case "--windows":
                    options = options with { Windows = number };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
