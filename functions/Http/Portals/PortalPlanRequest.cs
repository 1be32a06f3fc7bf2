namespace Tallystick.Http.Portals;

/// <summary>A plan that a customer wants.</summary>
/// <param name="PlanId">One of those that are offered. Required.</param>
internal sealed record PortalPlanRequest(string? PlanId);
