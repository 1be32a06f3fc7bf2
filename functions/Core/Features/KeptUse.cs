using NodaTime;

namespace Tallystick.Core.Features;

/// <summary>What was used of a metric in hours that are long over, by the stretches of a <see cref="QuotaPlan"/>.</summary>
/// <param name="Until">The first hour that is not in it.</param>
/// <param name="Starts">When the stretches before that begin.</param>
/// <param name="Used">What was used in each of them before <paramref name="Until"/>.</param>
internal sealed record KeptUse(Instant Until, IReadOnlyList<Instant> Starts, IReadOnlyList<decimal> Used)
{
    /// <summary>What is left of it where an hour was changed; null where that is nothing.</summary>
    internal KeptUse? Without(Instant changed) => changed < Until ? null : this;

    /// <summary>True where it has the use of a plan's stretches, as far as it goes.</summary>
    internal bool Fits(QuotaPlan plan) => Starts.SequenceEqual(plan.Stretches.Select(stretch => stretch.Period.Start).Where(start => start < Until));
}
