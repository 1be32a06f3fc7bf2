using System.CommandLine;
using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.DevHost.Commands;

/// <summary>How long claims and the log are kept, in days.</summary>
internal sealed class RetentionOptions
{
    // A hundred years and more: what is kept longer is kept for ever.
    private const int MaxDays = 40_000;

    private readonly Option<int?> claims = new("--claim-days")
    {
        Description = $"How many days idempotency keys are remembered, {RetentionSettings.Shortest.TotalDays} or more; {new RetentionSettings().Claims.TotalDays} unless given.",
        HelpName = "N",
    };

    private readonly Option<int?> log = new("--log-days")
    {
        Description = "How many days the event log is kept, for as long as invoices must be proved; for ever unless given.",
        HelpName = "N",
    };

    internal RetentionOptions(Command command)
    {
        command.Add(claims);
        command.Add(log);
        command.Validators.Add(result =>
        {
            if ((Unbounded(result.GetValue(claims)) ?? Unbounded(result.GetValue(log)) ?? Settings(result.GetValue(claims), result.GetValue(log)).Problem) is { } problem)
            {
                result.AddError(problem);
            }
        });
    }

    internal RetentionSettings Read(ParseResult parsed) => Settings(parsed.GetValue(claims), parsed.GetValue(log));

    private static string? Unbounded(int? days) => days is < 0 or > MaxDays ? $"Days are a number from 0 to {MaxDays}." : null;

    private static RetentionSettings Settings(int? claimDays, int? logDays)
    {
        var otherwise = new RetentionSettings();
        return otherwise with
        {
            Claims = claimDays is { } days ? Duration.FromDays(days) : otherwise.Claims,
            Log = logDays is { } kept ? Duration.FromDays(kept) : null,
        };
    }
}
