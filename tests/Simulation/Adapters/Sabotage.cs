using System.Text.Json.Nodes;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Simulation.Runs;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Switches a mechanism off from outside: the pipeline stays as it is, and is told what it would know without the mechanism.</summary>
internal static class Sabotage
{
    /// <summary>The claims without the mechanism.</summary>
    internal static IClaimStore Of(IClaimStore claims, IEventLog log, Mechanism? switchedOff) => switchedOff switch
    {
        Mechanism.ClaimOwner => new ForgetfulClaims(claims),
        Mechanism.CorrectionPlace => new PlacelessClaims(claims, log),
        _ => claims,
    };

    /// <summary>The documents without the mechanism.</summary>
    /// <param name="store">The documents.</param>
    /// <param name="switchedOff">The mechanism; null for none.</param>
    /// <param name="consumedBefore">The last record before the batch that the process is consuming.</param>
    internal static IDocumentStore Of(IDocumentStore store, Mechanism? switchedOff, Func<long> consumedBefore) => switchedOff switch
    {
        Mechanism.Watermark => new RewrittenDocuments(store, WithoutWatermark),
        Mechanism.ETag => new UnconditionalDocuments(store),
        Mechanism.GapDetector => new RewrittenDocuments(store, (id, members) => WithoutGap(id, members, consumedBefore())),
        Mechanism.Seal => new RewrittenDocuments(store, WithoutSeal),
        Mechanism.HoldResolution => new RewrittenDocuments(store, Unresolved),
        Mechanism.Outbox => new TornOutbox(store),
        _ => store,
    };

    private static bool WithoutWatermark(string id, JsonObject members)
    {
        if (id.StartsWith(UsageWindow.IdPrefix, StringComparison.Ordinal))
        {
            members["watermark"] = JsonNode.Parse("""{"log":0,"partition":0,"sequence":-1,"index":0}""");
            return true;
        }

        members["watermarks"] = new JsonObject();
        return id == "wallet";
    }

    private static bool WithoutGap(string id, JsonObject members, long consumedBefore)
    {
        members["sequence"] = Math.Max(consumedBefore, (long?)members["sequence"] ?? -1);
        return id.StartsWith("progress:", StringComparison.Ordinal);
    }

    private static bool WithoutSeal(string id, JsonObject members)
    {
        foreach (var end in members["seal"]?.AsArray() ?? [])
        {
            end!["lastSequence"] = (string?)members["state"] == "closing" ? -1 : long.MaxValue;
        }

        return id.StartsWith("period:", StringComparison.Ordinal);
    }

    private static bool Unresolved(string id, JsonObject members)
    {
        members["status"] = "open";
        members["released"] = "0";
        return id.StartsWith("hold:", StringComparison.Ordinal);
    }
}
