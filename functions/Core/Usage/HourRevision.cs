using NodaTime;
using Tallystick.Core.Storage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>
/// That something came into an hour of an account which may lie any time back: a correction, or a backfilled event. Billing looks at periods that were
/// closed long ago only where it finds one.
/// </summary>
/// <param name="Hour">The start of the hour, UTC.</param>
/// <param name="Position">The last such event of one partition of the log.</param>
public sealed record HourRevision(Instant Hour, LogPosition Position)
{
    private const string IdPrefix = "rev:";

    /// <summary>All of an account, the earliest hour first.</summary>
    public static DocumentRange Of(AccountId account) => DocumentRange.WithPrefix(account.ToString(), IdPrefix);

    /// <summary>True where events of the hour may be in a period.</summary>
    public bool Touches(Period period) => Hour < period.End && period.Start < Hour + Duration.FromHours(1);

    /// <summary>The write that goes into the commit with the event; null for an event that is neither.</summary>
    internal static DocumentWrite? WriteFor(CountedUsage usage)
    {
        if (!IsNeeded(usage))
        {
            return null;
        }

        var hour = UsageWindow.HourOf(usage.OccurredAt);
        var id = IdPrefix + UsageWindow.IdOf(hour, usage.Position.Log, usage.Position.Partition);
        return DocumentWrite.Put(id, new HourRevision(hour, usage.Position).ToBody());
    }

    /// <summary>True for a correction and for a backfilled event.</summary>
    internal static bool IsNeeded(CountedUsage usage) => usage.Usage.IsBackfill || usage.Usage.Corrects is not null;
}
