namespace Tallystick.Http.Binding;

/// <summary>Tells the API description of a query member that a custom binding reads.</summary>
/// <param name="Name">The member.</param>
/// <param name="Description">What it means.</param>
public sealed record QueryMetadata(string Name, string Description);
