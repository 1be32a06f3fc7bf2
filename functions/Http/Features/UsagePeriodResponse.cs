using NodaTime;
using Tallystick.Core.Billing;

namespace Tallystick.Http.Features;

/// <summary>How often a quota is reset.</summary>
/// <param name="Interval">How long a period is.</param>
/// <param name="Anchor">When one of the periods began: the others are counted from it.</param>
internal sealed record UsagePeriodResponse(BillingCadence Interval, Instant? Anchor);
