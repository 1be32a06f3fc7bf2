namespace Tallystick.Http;

/// <summary>A part of a list.</summary>
/// <param name="Data">The items.</param>
/// <param name="Pagination">What part it is.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record ListResponse<T>(IReadOnlyList<T> Data, Pagination Pagination)
{
    /// <summary>Always <c>list</c>.</summary>
    public string Object => "list";
}
