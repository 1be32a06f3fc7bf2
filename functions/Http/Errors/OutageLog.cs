using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tallystick.Core.Storage;

namespace Tallystick.Http.Errors;

/// <summary>Keeps an outage from flooding the log: whoever meets it asks here whether it is to be told of.</summary>
public sealed partial class OutageLog(TimeProvider time, ILogger<OutageLog> logger)
{
    private const int MaxKinds = 100;
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, long> told = new(StringComparer.Ordinal);

    /// <summary>True where the caller is to log the outage: nobody has for a minute. A full disk is told of here, in one line whoever meets it.</summary>
    public bool IsNews(StoreUnavailableException outage)
    {
        if (!IsNews(outage.IsFull ? "" : outage.Message))
        {
            return false;
        }

        if (outage.IsFull)
        {
            LogFull(outage.Message);
        }

        return !outage.IsFull;
    }

    private bool IsNews(string kind)
    {
        if (told.Count > MaxKinds)
        {
            told.Clear();
        }

        var now = time.GetTimestamp();
        return told.TryGetValue(kind, out var last)
            ? time.GetElapsedTime(last, now) >= Silence && told.TryUpdate(kind, now, last)
            : told.TryAdd(kind, now);
    }

    [LoggerMessage(LogLevel.Error, "The disk is full. Nothing new is taken until there is space; what was acknowledged is safe, and reads go on. ({Detail})")]
    private partial void LogFull(string detail);
}
