using Tallystick.Core.Usage;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage.Kit;

/// <summary>What should count of what was sent, by the words of the rule alone.</summary>
internal sealed class CorrectionModel
{
    private readonly Dictionary<EventId, UsageEvent> counted = [];
    private readonly HashSet<EventId> corrected = [];

    /// <summary>What counts now.</summary>
    internal IReadOnlyList<UsageEvent> Effective => [.. counted.Where(pair => !corrected.Contains(pair.Key) && !pair.Value.IsVoid).Select(pair => pair.Value)];

    /// <summary>Everything that was ever counted, corrections too.</summary>
    internal int Counted => counted.Count;

    /// <summary>Notes the next event of the log.</summary>
    internal void Send(UsageEvent usage)
    {
        var id = EventId.Of(Account, usage.Key);
        if (counted.ContainsKey(id))
        {
            return;
        }

        if (usage.Corrects is { } target)
        {
            if (!counted.TryGetValue(target, out var old) || old.IsVoid || !corrected.Add(target))
            {
                return;
            }
        }

        counted[id] = usage;
    }

    internal static CorrectionModel Of(IEnumerable<UsageEvent> sent)
    {
        var model = new CorrectionModel();
        foreach (var usage in sent)
        {
            model.Send(usage);
        }

        return model;
    }
}
