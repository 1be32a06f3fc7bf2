namespace Tallystick.Tests.EndToEnd.Budget;

/// <summary>Tests that measure what their process does: no other runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
