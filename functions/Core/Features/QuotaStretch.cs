using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>A stretch of time in which no grant begins or ends, and no quota is reset.</summary>
/// <param name="Period">The stretch.</param>
/// <param name="BeginsPeriod">True where a usage period begins with it.</param>
public sealed record QuotaStretch(Period Period, bool BeginsPeriod);
