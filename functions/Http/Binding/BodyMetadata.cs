namespace Tallystick.Http.Binding;

/// <summary>Tells the API description what body an endpoint takes. (ASP.NET's own metadata would also choose among endpoints by media type.)</summary>
/// <param name="Type">The body's type.</param>
/// <param name="MediaType">Its media type.</param>
public sealed record BodyMetadata(Type Type, string MediaType);
