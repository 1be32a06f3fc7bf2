using NodaTime;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>A day of the demo on which something is due.</summary>
/// <param name="Day">The day.</param>
/// <param name="Evening">The evening before it: what was used until then is reported.</param>
/// <param name="Morning">Its morning: the periods that ended with the day are closed.</param>
public sealed record YearStep(LocalDate Day, Instant Evening, Instant Morning);
