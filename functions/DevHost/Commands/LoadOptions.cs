using System.CommandLine;
using Tallystick.Core.Usage;
using Tallystick.DevHost.Load;

namespace Tallystick.DevHost.Commands;

/// <summary>What <c>tally load</c> sends.</summary>
internal sealed class LoadOptions
{
    private const int MaxEvents = 5_000_000;
    private static readonly LoadProfile Defaults = new();

    private readonly Option<int> events = Whole("--events", "How many deliveries, retries included.", Defaults.Events, MaxEvents);
    private readonly Option<int> batch = Whole("--batch", "How many a request.", 100, UsageLimits.MaxEvents);
    private readonly Option<int> customers = Whole("--customers", "How many customers to draw from.", Defaults.Customers, 1_000_000);
    private readonly Option<double> zipf = Real("--zipf", "How unequal customers are: 0 for all alike.", Defaults.Zipf, 10);
    private readonly Option<int> metrics = Whole("--metrics", "How many metrics.", Defaults.Metrics, 1000);
    private readonly Option<double> duplicates = Real("--duplicates", "The fraction of deliveries that are retries.", Defaults.Duplicates, 1);
    private readonly Option<double> conflicts = Real("--conflicts", "The fraction that use an earlier key with another body; sent last.", Defaults.Conflicts, 1);
    private readonly Option<double> late = Real("--late", "The fraction of events that occurred 1 to 72 hours ago.", Defaults.Late, 1);
    private readonly Option<double> malformed = Real("--malformed", "The fraction of deliveries that are refused.", Defaults.Malformed, 1);
    private readonly Option<int> connections = Whole("--connections", "How many requests at a time.", 8, 1000);

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "Makes the load; the same for the same seed.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.Seed,
    };

    internal LoadOptions(Command command)
    {
        foreach (var option in (Option[])[events, batch, customers, zipf, metrics, duplicates, conflicts, late, malformed, connections, seed])
        {
            command.Add(option);
        }
    }

    internal LoadProfile ProfileOf(ParseResult parsed) => new()
    {
        Events = parsed.GetValue(events),
        Customers = parsed.GetValue(customers),
        Zipf = parsed.GetValue(zipf),
        Metrics = parsed.GetValue(metrics),
        Duplicates = parsed.GetValue(duplicates),
        Conflicts = parsed.GetValue(conflicts),
        Late = parsed.GetValue(late),
        Malformed = parsed.GetValue(malformed),
        Seed = parsed.GetValue(seed),
    };

    internal int BatchOf(ParseResult parsed) => parsed.GetValue(batch);

    internal int ConnectionsOf(ParseResult parsed) => parsed.GetValue(connections);

    private static Option<int> Whole(string name, string description, int otherwise, int max)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < 1 || value > max))
            {
                result.AddError($"{name} takes 1 to {max}.");
            }
        });
        return option;
    }

    private static Option<double> Real(string name, string description, double otherwise, double max)
    {
        var option = new Option<double>(name) { Description = description, HelpName = "X", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is var value && !(value >= 0 && value <= max))
            {
                result.AddError($"{name} takes 0 to {max}.");
            }
        });
        return option;
    }
}
