using NodaTime;

namespace Tallystick.Core.Catalog;

/// <summary>How definitions come into force.</summary>
/// <param name="CacheTime">How long consumers may go on with the definitions that they know; a new one is in force after so long. 60 s where there are
/// several processes, zero where there is one.</param>
public sealed record CatalogSettings(Duration CacheTime);
